package dev.syndicate.approval.console;

import dev.syndicate.approval.inbox.ApprovalQueries;
import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.policy.Risk;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One filter of a list.
 *
 * @param name its parameter in the address
 * @param chosen what it is set to, in words; absent when it is not set
 * @param clear the address without it
 */
public record FilterMenu(
        String name, String label, @Nullable String chosen, String clear, List<Item> items) {

    /** One value to choose. */
    public record Item(String label, @Nullable Long count, String href, boolean current) {}

    static FilterMenu workspaces(InboxFilters filters, List<WorkspaceId> workspaces) {
        return of(
                filters,
                "workspace",
                "Workspace",
                workspaces.stream()
                        .map(own -> item(filters, "workspace", own.value(), own.value(), null))
                        .toList());
    }

    static FilterMenu risks(InboxFilters filters) {
        return of(
                filters,
                "risk",
                "Risk",
                Arrays.stream(Risk.values())
                        .map(risk -> item(filters, "risk", risk.wireName(), Wording.capitalised(risk.wireName()), null))
                        .toList()
                        .reversed());
    }

    static FilterMenu tools(InboxFilters filters) {
        return of(
                filters,
                "kind",
                "Tool",
                Arrays.stream(ActionKind.values())
                        .map(kind -> item(filters, "kind", kind.wireName(), Wording.tool(kind), null))
                        .toList());
    }

    static FilterMenu tiers(InboxFilters filters) {
        return of(
                filters,
                "tier",
                "Tier",
                Arrays.stream(EnforcementTier.values())
                        .map(tier -> item(
                                filters, "tier", tier.name(), tier.name() + ", " + Wording.enforcement(tier), null))
                        .toList());
    }

    static FilterMenu outcomes(InboxFilters filters, Collection<ApprovalState> states) {
        return of(
                filters,
                "outcome",
                "Outcome",
                states.stream()
                        .map(state -> item(
                                filters,
                                "outcome",
                                state.wireName(),
                                Outcome.of(state).word(),
                                null))
                        .sorted(Comparator.comparing(Item::label))
                        .toList());
    }

    static FilterMenu values(InboxFilters filters, String name, String label, List<ApprovalQueries.Choice> choices) {
        return of(
                filters,
                name,
                label,
                choices.stream()
                        .map(choice -> item(filters, name, choice.value(), choice.value(), choice.count()))
                        .toList());
    }

    static FilterMenu of(InboxFilters filters, String name, String label, List<Item> items) {
        String value = filters.value(name);
        String chosen = items.stream()
                .filter(Item::current)
                .map(Item::label)
                .findFirst()
                .orElse(value);
        return new FilterMenu(name, label, chosen, filters.with(name, ""), items);
    }

    static Item item(InboxFilters filters, String name, String value, String label, @Nullable Long count) {
        return new Item(label, count, filters.with(name, value), value.equals(filters.value(name)));
    }
}
