-- Calls by `arrived_at`, kept by the day of `placed_at`: that day leads to everything that a correction
-- left behind, and a call may ask for a person on a later day than it arrived.
CREATE TABLE IF NOT EXISTS arrival_cells
(
    city UInt32,
    day Int32,
    t Int64,
    arrived UInt32,
    decided UInt32,
    answered UInt32,
    welcome_n UInt32,
    welcome_sum Float64,
    welcome_squares Float64,
    menu_n UInt32,
    menu_sum Float64,
    menu_squares Float64,
    mos_n UInt32,
    mos_sum Float64,
    mos_squares Float64,
    version UInt64
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (city, day, t)
SETTINGS index_granularity = 512;
