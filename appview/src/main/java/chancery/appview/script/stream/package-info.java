/// Streams of typed records for scripts: the functions `streams.*`. What streams are, and who may
/// do what with them, is known elsewhere; here is only the way there.
@NullMarked
package chancery.appview.script.stream;

import org.jspecify.annotations.NullMarked;
