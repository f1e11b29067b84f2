/// The AppView over real repositories of the personal data server.
@NullMarked
package chancery.server.appview;

import org.jspecify.annotations.NullMarked;
