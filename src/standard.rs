//! Floor 2: review points and grading schemes as data. Reads the standards folder, judges nothing.
