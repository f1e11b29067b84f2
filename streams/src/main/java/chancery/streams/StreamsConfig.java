package chancery.streams;

import chancery.streams.access.Client;
import chancery.streams.access.StaticToken;
import chancery.streams.name.ProjectName;
import chancery.streams.stream.Template;

import java.util.List;
import java.util.Set;

/// What the records API of this server is set to.
///
/// @param projects that exist
/// @param templates that streams are made from
public record StreamsConfig(
        Set<ProjectName> projects,
        List<Template> templates,
        List<StaticToken> tokens,
        List<Client> clients) {
    public StreamsConfig {
        projects = Set.copyOf(projects);
        templates = List.copyOf(templates);
        tokens = List.copyOf(tokens);
        clients = List.copyOf(clients);
    }
}
