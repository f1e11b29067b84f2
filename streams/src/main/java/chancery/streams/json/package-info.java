/// JSON as the streams read, keep and write it: any document, members in the order they came.
@NullMarked
package chancery.streams.json;

import org.jspecify.annotations.NullMarked;
