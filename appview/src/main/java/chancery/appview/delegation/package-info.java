/// Accounts that others may write for: linked through an application that holds their session, with
/// an owner, admins and members. The write itself is the work of `record` and `session`.
@NullMarked
package chancery.appview.delegation;

import org.jspecify.annotations.NullMarked;
