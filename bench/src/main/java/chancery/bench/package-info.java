/// Benchmarks and load runs; results are committed under docs/bench.
@NullMarked
package chancery.bench;

import org.jspecify.annotations.NullMarked;
