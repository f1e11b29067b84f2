package chancery.streams;

import chancery.streams.access.Capability;
import chancery.streams.access.Client;
import chancery.streams.access.StaticToken;
import chancery.streams.name.ProjectName;
import chancery.streams.stream.Template;

import java.util.List;
import java.util.Set;

/// What the records API of this server is set to.
///
/// @param projects that exist
/// @param indexed projects that show records of the AT Protocol, too
/// @param templates that streams are made from
/// @param scripts what scripts on this server may do, whoever calls them
/// @param quotaFactor how many times the quotas of the original there are; 0 for no bound
public record StreamsConfig(
        Set<ProjectName> projects,
        Set<ProjectName> indexed,
        List<Template> templates,
        List<StaticToken> tokens,
        List<Client> clients,
        List<Capability> scripts,
        int quotaFactor) {
    public StreamsConfig {
        projects = Set.copyOf(projects);
        indexed = Set.copyOf(indexed);
        templates = List.copyOf(templates);
        tokens = List.copyOf(tokens);
        clients = List.copyOf(clients);
        scripts = List.copyOf(scripts);
    }
}
