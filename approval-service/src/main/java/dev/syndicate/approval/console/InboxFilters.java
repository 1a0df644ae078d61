package dev.syndicate.approval.console;

import dev.syndicate.approval.inbox.ApprovalQuery;
import dev.syndicate.approval.inbox.ApprovalQuery.Order;
import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.policy.Risk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What a list is limited to, as its address says it. What the address says and is none of the values counts as not said.
 *
 * @param path of the page
 * @param said the parameters that stand in links, without the page
 * @param after the page begins behind this row
 * @param before the page ends in front of this row; then nothing is said of where it begins
 */
public record InboxFilters(
        String path,
        Map<String, String> said,
        @Nullable ApprovalId after,
        @Nullable ApprovalId before) {

    private static final List<String> NAMES =
            List.of("show", "workspace", "risk", "kind", "repository", "requester", "tier", "outcome", "q", "sort");
    private static final int MAX_LENGTH = 300;

    static InboxFilters of(String path, Map<String, String> parameters) {
        Map<String, String> said = new LinkedHashMap<>();
        NAMES.forEach(name -> {
            String value = parameters.getOrDefault(name, "").strip();
            if (!value.isEmpty()) {
                said.put(name, value.substring(0, Math.min(value.length(), MAX_LENGTH)));
            }
        });
        return new InboxFilters(path, said, id(parameters.get("after")), id(parameters.get("before")));
    }

    public String show() {
        return said.getOrDefault("show", "needs");
    }

    public String search() {
        return said.getOrDefault("q", "");
    }

    public Order order() {
        return Order.of(said.getOrDefault("sort", "risk"));
    }

    public @Nullable String value(String name) {
        return said.get(name);
    }

    /** Whether anything is left out that the tab alone would show. */
    public boolean narrowed() {
        return said.keySet().stream().anyMatch(name -> !name.equals("show") && !name.equals("sort"));
    }

    /** This page's address with another value; an empty one takes the parameter out. */
    public String with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(said);
        changed.remove(name);
        if (!value.isEmpty()) {
            changed.put(name, value);
        }
        return address(changed);
    }

    /** This page's address, continued after a row. */
    public String after(ApprovalId last) {
        Map<String, String> changed = new LinkedHashMap<>(said);
        changed.put("after", last.toString());
        return address(changed);
    }

    /** This page's address, up to a row. */
    public String before(ApprovalId first) {
        Map<String, String> changed = new LinkedHashMap<>(said);
        changed.put("before", first.toString());
        return address(changed);
    }

    /** This page's address from its first row. */
    public String here() {
        return address(said);
    }

    /** This page's address with nothing left out. */
    public String cleared() {
        Map<String, String> kept = new LinkedHashMap<>();
        Stream.of("show", "sort").filter(said::containsKey).forEach(name -> kept.put(name, said.get(name)));
        return address(kept);
    }

    /** What the form of the search sends besides. */
    public Map<String, String> withoutSearch() {
        Map<String, String> others = new LinkedHashMap<>(said);
        others.remove("q");
        return others;
    }

    /** The approvals in these states that the address names, of those that may be seen. */
    ApprovalQuery query(List<WorkspaceId> visible, List<ApprovalState> states, Order order) {
        String workspace = said.get("workspace");
        List<WorkspaceId> workspaces = visible.stream()
                .filter(own -> workspace == null || own.value().equals(workspace))
                .toList();
        return new ApprovalQuery(
                workspaces,
                states,
                null,
                null,
                null,
                null,
                read("risk", Risk.values(), Risk::wireName),
                read("kind", ActionKind.values(), ActionKind::wireName),
                read("tier", EnforcementTier.values(), EnforcementTier::name),
                said.get("repository"),
                said.get("requester"),
                search(),
                order,
                after);
    }

    /** The outcome that the history is limited to, or all. */
    List<ApprovalState> outcomes(List<ApprovalState> all) {
        ApprovalState chosen = read("outcome", ApprovalState.values(), ApprovalState::wireName);
        return chosen == null || !all.contains(chosen) ? new ArrayList<>(all) : List.of(chosen);
    }

    private <T> @Nullable T read(String name, T[] values, Function<T, String> wireName) {
        return Arrays.stream(values)
                .filter(value -> wireName.apply(value).equals(said.get(name)))
                .findFirst()
                .orElse(null);
    }

    private String address(Map<String, String> parameters) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        parameters.forEach((name, value) -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(parameters).toUriString();
    }

    private static @Nullable ApprovalId id(@Nullable String text) {
        try {
            return text == null || text.isEmpty() ? null : ApprovalId.parse(text);
        } catch (IllegalArgumentException foreign) {
            return null;
        }
    }
}
