"""Reading regions: by code, by name, by place on the map; and code lists as of a day."""
