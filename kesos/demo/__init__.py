"""Everything that shows Kesos at work on invented people: the population, the accounts, a month of Kota Kediri."""
