package chancery.streams.http;

import chancery.streams.access.Acl;
import chancery.streams.access.Caller;
import chancery.streams.fault.Fault;
import chancery.streams.json.Fields;
import chancery.streams.json.Json;
import chancery.streams.json.JsonText;
import chancery.streams.name.ProjectName;
import chancery.web.http.Request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One request to a project.
///
/// @param named the open part of the path, empty when there is none
/// @param body what was sent, decompressed
record Call(Caller caller, ProjectName project, String named, Request request, byte[] body) {
    /// Refuses a caller who may not do this anywhere.
    void require(Acl acl, Acl.Action action) {
        caller.require(project, acl, action);
    }

    /// The body as JSON.
    Json json() {
        return JsonText.parse(body);
    }

    /// The body as an object.
    Fields fields() {
        return Fields.body(json());
    }

    /// The first parameter of this name.
    Optional<String> parameter(String name) {
        return parameters(name).stream().findFirst();
    }

    /// All parameters of this name.
    List<String> parameters(String name) {
        List<String> values = new ArrayList<>();
        for (Request.Parameter parameter : request.parameters()) {
            if (parameter.name().equals(name)) {
                values.add(parameter.value());
            }
        }
        return values;
    }

    /// A number among the parameters, within its bounds.
    int number(String name, int max, int usual) {
        Optional<String> text = parameter(name);
        if (text.isEmpty()) {
            return usual;
        }
        int digitsMax = 9;
        int number = 0;
        for (int i = 0; i < text.get().length(); i++) {
            char c = text.get().charAt(i);
            if (c < '0' || c > '9' || i == digitsMax) {
                throw outside(name, max);
            }
            number = number * 10 + (c - '0');
        }
        if (number < 1 || number > max) {
            throw outside(name, max);
        }
        return number;
    }

    private static Fault outside(String name, int max) {
        return Fault.invalid(name + " must be a number from 1 to " + max);
    }
}
