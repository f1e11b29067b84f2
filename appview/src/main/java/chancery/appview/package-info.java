/// The AppView: lexicons, index, scripts and the methods they make.
@NullMarked
package chancery.appview;

import org.jspecify.annotations.NullMarked;
