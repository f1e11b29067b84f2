/// What makes an installation its own over HTTP: settings, variables, domains, its log and figures.
@NullMarked
package chancery.appview.http.admin.site;

import org.jspecify.annotations.NullMarked;
