/// How often a client may do a thing. Which limits hold where is for the doors to say.
@NullMarked
package chancery.web.limit;

import org.jspecify.annotations.NullMarked;
