/// The words of the admin API: routes, permissions and who asks.
@NullMarked
package chancery.appview.http.admin;

import org.jspecify.annotations.NullMarked;
