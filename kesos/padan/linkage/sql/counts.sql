-- What the data themselves say of how often two different people agree.

-- name: equal_pairs
select coalesce(sum(cast(n as double) * (n - 1) / 2), 0) from (
    select count(*) as n from {people} where {known} group by {columns} having count(*) > 1
) groups

-- name: pairs_across
select coalesce(sum(cast(a.n as double) * b.n), 0)
from (select {columns}, count(*) as n from {left} where {known} group by {columns}) a
join (select {columns}, count(*) as n from {right} where {known} group by {columns}) b using ({columns})

-- name: frequencies
-- the pair itself is no witness of how common its name is: two are taken off, and a usual share is put in
select {column}, (greatest(count(*) - 2, 0) + {weight} * {usual}) / ({rows} + {weight}) as tf_{column}
from {people} where {column} is not null group by {column}

-- name: sample
select * from {people} order by {mixed}, id limit {size}

-- name: levels
select level, count(*) as pairs from (
    select {case} as level from {left} l join {right} r on l.id_l < r.id_r where not ({alike})
) compared
where level is not null group by level
