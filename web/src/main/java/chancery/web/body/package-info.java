/// Bodies as bytes: bounded, their encoding undone, compressed. Knows nothing of requests.
@NullMarked
package chancery.web.body;

import org.jspecify.annotations.NullMarked;
