/// What anybody may read of an installation, and under which host names it answers.
@NullMarked
package chancery.appview.http.page;

import org.jspecify.annotations.NullMarked;
