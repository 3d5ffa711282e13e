//! Nothing: a package wants a library, and there is only a benchmark here.
