/// What can be done about dead letters: try the script again, index the record again, or let it be.
@NullMarked
package chancery.appview.index.repair;

import org.jspecify.annotations.NullMarked;
