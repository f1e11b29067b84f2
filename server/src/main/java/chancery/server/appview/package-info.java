/// What the AppView needs of the other doors, in its own words.
@NullMarked
package chancery.server.appview;

import org.jspecify.annotations.NullMarked;
