package chancery.streams.record;

import chancery.streams.Written;
import chancery.streams.container.Definition;
import chancery.streams.container.Schema;
import chancery.streams.name.ContainerId;
import chancery.streams.name.SpaceId;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A project of tests: spaces `plant` and `other`, containers `Alarm` and `Tag` in `plant`.
public final class Plant implements Schema {
    private static final String ALARM =
            """
            {'space':'plant','externalId':'Alarm','usedFor':'record','properties':{
              'severity':{'type':{'type':'int32'},'nullable':false},
              'text':{'type':{'type':'text'}},
              'area':{'type':{'type':'text'},'nullable':false,'defaultValue':'north'},
              'level':{'type':{'type':'float64','unit':{'externalId':'length:m'}}},
              'on':{'type':{'type':'boolean'}},
              'at':{'type':{'type':'timestamp'}},
              'day':{'type':{'type':'date'}},
              'extra':{'type':{'type':'json'}},
              'asset':{'type':{'type':'direct'}},
              'state':{'type':{'type':'enum','values':{'open':{},'shut':{}}}},
              'tags':{'type':{'type':'text','list':true}},
              'counts':{'type':{'type':'int64','list':true}}}}
            """;
    private static final String TAG =
            """
            {'space':'plant','externalId':'Tag','usedFor':'record','properties':{
              'severity':{'type':{'type':'int64'}},
              'label':{'type':{'type':'text'}}}}
            """;
    private static final Set<String> SPACES = Set.of("plant", "other");

    private final Map<ContainerId, Definition> definitions =
            Stream.of(ALARM, TAG)
                    .map(text -> Definition.of(Written.fields(text)))
                    .collect(Collectors.toMap(Definition::id, d -> d));

    @Override
    public boolean hasSpace(SpaceId space) {
        return SPACES.contains(space.value());
    }

    @Override
    public Optional<Definition> find(ContainerId container) {
        return Optional.ofNullable(definitions.get(container));
    }
}
