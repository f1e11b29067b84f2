/// Trial runs of scripts over HTTP.
@NullMarked
package chancery.appview.http.admin.trial;

import org.jspecify.annotations.NullMarked;
