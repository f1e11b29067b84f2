package chancery.appview.session;

import chancery.appview.client.ApiClient;
import chancery.appview.json.Json;
import chancery.atproto.syntax.Nsid;
import chancery.web.Refusal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What a token may be good for: no more than its application is registered for.
final class ScopeRules {
    private static final String ALWAYS = "atproto";
    private static final String GENERIC = "transition:generic";
    private static final String INCLUDE = "include:";
    private static final String REPO = "repo:";
    private static final String MANY = "repo?";
    private static final List<String> ACTIONS = List.of("create", "update", "delete");

    private final Function<Nsid, Optional<Json.Members>> lexicons;

    /// @param lexicons documents that are registered here, for permission sets
    ScopeRules(Function<Nsid, Optional<Json.Members>> lexicons) {
        this.lexicons = lexicons;
    }

    /// The scopes of a token, each once.
    ///
    /// @throws Refusal when one is missing, or more than the application may have
    List<String> check(ApiClient client, String text) {
        Set<String> scopes = words(text);
        if (!scopes.contains(ALWAYS)) {
            throw invalid("token must include the 'atproto' scope");
        }
        Set<String> allowed = expanded(words(client.profile().scopes()));
        for (String scope : scopes) {
            if (!scope.equals(ALWAYS) && !allowed.contains(scope) && !covered(scope, allowed)) {
                throw invalid("scope '" + scope + "' is not allowed for this client");
            }
        }
        return List.copyOf(scopes);
    }

    private static Set<String> words(String text) {
        Set<String> words = new LinkedHashSet<>();
        for (String word : text.split(" ", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /// Several collections in one scope are what several scopes of one collection each are.
    private static boolean covered(String scope, Set<String> allowed) {
        if (!scope.startsWith(MANY)) {
            return false;
        }
        List<String> collections = new ArrayList<>();
        List<String> actions = new ArrayList<>();
        for (String parameter : scope.substring(MANY.length()).split("&", -1)) {
            if (parameter.startsWith("collection=")) {
                collections.add(parameter.substring("collection=".length()));
            } else if (parameter.startsWith("action=")) {
                actions.add(parameter.substring("action=".length()));
            } else {
                return false;
            }
        }
        return !collections.isEmpty()
                && (allowed.contains(GENERIC)
                        || collections.stream().allMatch(name -> covers(allowed, name, actions)));
    }

    private static boolean covers(Set<String> allowed, String collection, List<String> actions) {
        List<String> scopes =
                allowed.stream()
                        .filter(scope -> scope.startsWith(REPO))
                        .filter(scope -> collection.equals(collectionOf(scope)))
                        .toList();
        return !scopes.isEmpty()
                && actions.stream()
                        .allMatch(action -> scopes.stream().anyMatch(s -> grants(s, action)));
    }

    private static String collectionOf(String scope) {
        int query = scope.indexOf('?');
        return scope.substring(REPO.length(), query < 0 ? scope.length() : query);
    }

    private static boolean grants(String scope, String action) {
        int query = scope.indexOf('?');
        return query < 0
                || Arrays.asList(scope.substring(query + 1).split("&", -1))
                        .contains("action=" + action);
    }

    private Set<String> expanded(Set<String> scopes) {
        Set<String> all = new LinkedHashSet<>(scopes);
        for (String scope : scopes) {
            if (scope.startsWith(INCLUDE)) {
                permissions(scope).forEach(permission -> all.addAll(scopes(permission)));
            }
        }
        return all;
    }

    private List<Json.Members> permissions(String include) {
        int query = include.indexOf('?');
        String name = include.substring(INCLUDE.length(), query < 0 ? include.length() : query);
        if (!Nsid.valid(name)) {
            return List.of();
        }
        return lexicons
                .apply(Nsid.parse(name))
                .flatMap(document -> document.object("defs"))
                .flatMap(defs -> defs.object("main"))
                .filter(main -> main.text("type").equals(Optional.of("permission-set")))
                .flatMap(main -> main.items("permissions"))
                .orElse(List.of())
                .stream()
                .filter(Json.Members.class::isInstance)
                .map(Json.Members.class::cast)
                .toList();
    }

    private static Set<String> scopes(Json.Members permission) {
        return switch (permission.text("resource").orElse("")) {
            case "rpc" -> new LinkedHashSet<>(texts(permission, "lxm", "rpc:"));
            case "repo" -> repository(permission);
            default -> Set.of();
        };
    }

    private static Set<String> repository(Json.Members permission) {
        List<String> named = texts(permission, "action", "");
        List<String> actions = named.isEmpty() ? ACTIONS : named;
        Set<String> scopes = new LinkedHashSet<>();
        for (String collection : texts(permission, "collection", REPO)) {
            actions.forEach(action -> scopes.add(collection + "?action=" + action));
            if (actions.containsAll(ACTIONS)) {
                scopes.add(collection);
            }
        }
        return scopes;
    }

    private static List<String> texts(Json.Members from, String name, String prefix) {
        return from.items(name).orElse(List.of()).stream()
                .filter(Json.Text.class::isInstance)
                .map(item -> prefix + ((Json.Text) item).value())
                .toList();
    }

    private static Refusal invalid(String message) {
        return new Refusal(Refusal.Kind.INVALID, "", message);
    }
}
