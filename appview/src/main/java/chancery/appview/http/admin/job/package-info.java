/// Background jobs, for operators.
@NullMarked
package chancery.appview.http.admin.job;

import org.jspecify.annotations.NullMarked;
