/// Benchmarks behind the decision on coroutines: what it costs a tree of nodes to be re-enterable
/// in
/// the middle, and what a switch costs there and on virtual threads. Owns a toy interpreter for the
/// first; the second runs our Lua.
@NullMarked
package chancery.bench.coroutine;

import org.jspecify.annotations.NullMarked;
