package chancery.streams.http.traffic;

import chancery.streams.name.ProjectName;

/// Who asks, and in which project.
///
/// @param caller the name of the caller
public record Who(ProjectName project, String caller) {}
