package dev.syndicate.gateway;

import dev.syndicate.contracts.approval.RequestApproval;
import dev.syndicate.contracts.execution.AmendedAction;
import dev.syndicate.contracts.execution.DraftAmendment;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.testing.postgres.TestDatabase;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** Reviewers who amend actions, as approval-service has it drafted and records it. */
final class Amendments {

    private final CommandGateway commands;
    private final TestDatabase database;

    Amendments(CommandGateway commands, TestDatabase database) {
        this.commands = commands;
        this.database = database;
    }

    /** Robin's amendment. */
    ActionId amend(String action, String parameters) {
        ApprovalId approval = requestOf(ActionId.parse(action)).approval();
        AmendedAction amended = draft(action, approval, parameters);
        GatewayIT.APPROVALS.amend(approval, database, amended);
        return amended.action();
    }

    AmendedAction draft(String action, ApprovalId approval, String parameters) {
        return commands.sendAndWait(new DraftAmendment(
                ActionId.parse(action), approval, new ActionId(UUID.randomUUID()), parameters, null));
    }

    void approve(ActionId action) {
        GatewayIT.APPROVALS.grant(requestOf(action).approval(), database);
    }

    /** What people are asked about this action, once they are. */
    static RequestApproval requestOf(ActionId action) {
        GatewayIT.eventually(() -> request(action).isPresent());
        return request(action).orElseThrow();
    }

    private static Optional<RequestApproval> request(ActionId action) {
        return GatewayIT.APPROVALS.requests().values().stream()
                .filter(request -> request.action().equals(action))
                .findFirst();
    }
}
