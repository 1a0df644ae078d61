package dev.syndicate.gateway.mcp.upstream;

import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An upstream's list of tools, without those that nobody could name or tell apart. */
final class ToolList {

    private static final Logger LOG = LoggerFactory.getLogger(ToolList.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

    private ToolList() {}

    static Map<String, ToolDefinition> of(String server, List<JsonObject> listed) {
        Map<String, ToolDefinition> tools = new LinkedHashMap<>();
        Set<String> twice = new HashSet<>();
        for (JsonObject json : listed) {
            if (!(json.find("name").orElse(json) instanceof JsonString name)
                    || !NAME.matcher(name.value()).matches()) {
                LOG.warn("A tool of {} has no usable name and is not offered", server);
            } else if (tools.put(name.value(), new ToolDefinition(server, name.value(), json)) != null) {
                twice.add(name.value());
            }
        }
        twice.forEach(name -> {
            LOG.warn("{} defines the tool {} twice; it is not offered", server, name);
            tools.remove(name);
        });
        return tools;
    }
}
