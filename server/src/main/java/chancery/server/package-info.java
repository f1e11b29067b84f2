/// The program: wiring, the only place that knows every part. What the wiring connects stands in
/// the modules; what steers it in `config`; who starts it in `cli`.
@NullMarked
package chancery.server;

import org.jspecify.annotations.NullMarked;
