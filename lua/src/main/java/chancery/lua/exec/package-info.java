/// Owns what a chunk does when it runs: nodes made once from the tree and shared by all threads,
/// frames, closures, coroutines and protected calls. Leaves the source to `syntax`, what values do
/// without variables to `runtime`, and everything else that a script can call to `library`.
@NullMarked
package chancery.lua.exec;

import org.jspecify.annotations.NullMarked;
