package dev.syndicate.platform.command;

import dev.syndicate.contracts.command.HomeService;
import java.util.Optional;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.distributed.CommandMessageFilter;
import org.axonframework.commandhandling.distributed.CommandRouter;
import org.axonframework.commandhandling.distributed.Member;
import org.axonframework.commandhandling.distributed.SimpleMember;

/** Each type of command has one home, stated where it is declared. Nobody discovers members and nobody loses one. */
class HomeServiceRouter implements CommandRouter {

    private final String self;

    HomeServiceRouter(String self) {
        this.self = self;
    }

    @Override
    public Optional<Member> findDestination(CommandMessage<?> command) {
        HomeService home = command.getPayloadType().getAnnotation(HomeService.class);
        boolean local = home == null || home.value().equals(self);
        return Optional.of(new SimpleMember<>(local ? self : home.value(), "", local, member -> {}));
    }

    /** Membership is configuration. */
    @Override
    public void updateMembership(int loadFactor, CommandMessageFilter commandFilter) {}
}
