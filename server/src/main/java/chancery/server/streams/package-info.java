/// What the streams need of the other doors, in their own words.
@NullMarked
package chancery.server.streams;

import org.jspecify.annotations.NullMarked;
