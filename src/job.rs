//! Floor 10: dossiers that review themselves: the queue, the watched folder, the workers.
