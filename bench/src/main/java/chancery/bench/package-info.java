/// Benchmarks of single parts, run by JMH: what one step of a write costs by itself. Owns no code
/// of the product; whole servers are compared by the scripts in `bench/load`. Results are committed
/// under docs/bench.
@NullMarked
package chancery.bench;

import org.jspecify.annotations.NullMarked;
