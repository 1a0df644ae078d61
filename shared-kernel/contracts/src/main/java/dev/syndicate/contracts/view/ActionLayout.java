package dev.syndicate.contracts.view;

import dev.syndicate.contracts.action.ActionContext;
import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.action.ActionPrincipal;
import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.action.ModelReference;
import dev.syndicate.contracts.action.Operand;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.identity.Principal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which facts of an action are shown, and in which order: all that the intent digest covers. */
final class ActionLayout {

    private final List<ViewFact> facts = new ArrayList<>();
    private final CanonicalAction action;
    private final Masks masks;

    private ActionLayout(CanonicalAction action, Masks masks) {
        this.action = action;
        this.masks = masks;
    }

    static ViewLine title(CanonicalAction action, Masks masks) {
        return masks.line(verb(action.kind()) + " with " + action.tool().rawName());
    }

    static List<ViewFact> facts(CanonicalAction action, Masks masks) {
        ActionLayout layout = new ActionLayout(action, masks);
        layout.tool();
        layout.people();
        layout.agent();
        layout.place(action.context());
        layout.operands();
        return layout.facts;
    }

    private void tool() {
        add("Kind", action.kind().wireName());
        add("Tool", action.tool().rawName());
        add("Canonical tool", action.tool().canonicalName());
        add("Tool server", action.tool().server());
        add("Tool definition", action.tool().definitionDigest());
        action.targets().forEach(target -> add("Target", target));
    }

    private void people() {
        ActionPrincipal principal = action.principal();
        add(principal.kind() == Principal.Kind.PERSON ? "Person" : "Workload", principal.subject());
        add("Issuer", principal.issuer());
        ActionPrincipal.Identity accountable = principal.accountable();
        if (accountable != null) {
            add("Accountable person", accountable.subject());
            add("Their issuer", accountable.issuer());
        }
        add("Workspace", action.workspace().value());
    }

    private void agent() {
        add("Agent", action.agent().product());
        add("Agent version", action.agent().version());
        add("Vendor", action.agent().vendor());
        add("Adapter", action.agent().adapter());
        add("Enforcement tier", action.enforcementTier().name());
        ModelReference model = action.model();
        if (model != null) {
            add("Model", model.id());
            add("Model known from", model.source());
        }
        add("Session", action.session().id().toString());
        add("Subagent", action.session().subagent());
        add("Permission mode", action.session().permissionMode());
    }

    private void place(ActionContext context) {
        add("Working directory", context.cwd());
        context.workspaceRoots().forEach(root -> add("Workspace root", root));
        ActionContext.Repository repository = context.repository();
        if (repository != null) {
            add("Repository", repository.remote());
            add("Branch", repository.branch());
            add("Commit", repository.head());
            Boolean dirty = repository.dirty();
            add("Uncommitted changes", dirty == null ? null : dirty ? "yes" : "no");
        }
    }

    private void operands() {
        for (Operand operand : action.operands()) {
            add("Operand", operand.path());
            Digest digest = operand.digest();
            add("Operand content", digest == null ? "no such file" : digest.toString());
        }
    }

    private void add(String label, @Nullable Digest digest) {
        add(label, digest == null ? null : digest.toString());
    }

    private void add(String label, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            facts.add(ViewFact.of(label, value, masks));
        }
    }

    private static String verb(ActionKind kind) {
        return switch (kind) {
            case COMMAND -> "Run a command";
            case FILE_READ -> "Read files";
            case FILE_WRITE -> "Write a file";
            case FILE_EDIT -> "Edit a file";
            case NETWORK -> "Reach the network";
            case MCP_CALL -> "Call an MCP tool";
            case OTHER -> "Use a tool";
        };
    }
}
