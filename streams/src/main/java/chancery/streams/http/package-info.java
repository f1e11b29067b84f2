/// The records API over HTTP: paths, bodies, statuses and the envelope of errors.
@NullMarked
package chancery.streams.http;

import org.jspecify.annotations.NullMarked;
