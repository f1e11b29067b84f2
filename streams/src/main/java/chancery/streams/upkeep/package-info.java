/// What has to be done as time goes by, project by project, in steps that may stop anywhere.
@NullMarked
package chancery.streams.upkeep;

import org.jspecify.annotations.NullMarked;
