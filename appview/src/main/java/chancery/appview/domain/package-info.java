/// The domains under which one installation serves.
@NullMarked
package chancery.appview.domain;

import org.jspecify.annotations.NullMarked;
