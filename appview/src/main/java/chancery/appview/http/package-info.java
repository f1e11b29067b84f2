/// The AppView's HTTP: bodies, answers and errors in its own envelope.
@NullMarked
package chancery.appview.http;

import org.jspecify.annotations.NullMarked;
