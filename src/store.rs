//! Floor 8: what is kept between two runs. The only module that knows SQL.
