/// Who may administer the AppView: users, their permissions, their keys.
@NullMarked
package chancery.appview.access;

import org.jspecify.annotations.NullMarked;
