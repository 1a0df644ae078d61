package dev.syndicate.approval.notification;

import dev.syndicate.platform.webhook.WebhookSigner;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Makes channels of their settings. What cannot work keeps the service from starting; nobody is called here. */
@Component
class ChannelFactory {

    private final NotificationSettings settings;
    private final SslBundles sslBundles;
    private final ObjectProvider<JavaMailSender> mail;
    private final Clock clock;

    ChannelFactory(
            NotificationSettings settings, SslBundles sslBundles, ObjectProvider<JavaMailSender> mail, Clock clock) {
        this.settings = settings;
        this.sslBundles = sslBundles;
        this.mail = mail;
        this.clock = clock;
    }

    Channel make(String name, ChannelSettings channel) {
        try {
            require(name.matches("[a-z0-9][a-z0-9-]{0,62}"), "a name is lower case letters, digits and hyphens");
            return new Channel(name, channel.audience(), delivery(channel));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("syndicate.notifications.channels." + name + ": " + e.getMessage(), e);
        }
    }

    private Delivery delivery(ChannelSettings channel) {
        return switch (channel.type()) {
            case WEBHOOK -> webhook(channel);
            case SLACK -> {
                Post post = post(channel);
                yield (_, message) -> post.send(Post.text(SlackPayload.of(message)), Map.of());
            }
            case TEAMS -> {
                Post post = post(channel);
                yield (_, message) -> post.send(Post.text(TeamsPayload.of(message)), Map.of());
            }
            case MAIL -> mail(channel);
        };
    }

    private Delivery webhook(ChannelSettings channel) {
        WebhookSigner signer =
                new WebhookSigner(channel.secrets().stream().map(Secret::text).toList());
        return new WebhookDelivery(post(channel), signer, clock);
    }

    private Delivery mail(ChannelSettings channel) {
        JavaMailSender sender = mail.getIfAvailable();
        String from = channel.from();
        if (sender == null || from == null || from.isBlank() || channel.to().isEmpty()) {
            throw new IllegalArgumentException("mail needs spring.mail.host, to and from");
        }
        return new MailDelivery(sender, from, channel.to());
    }

    private Post post(ChannelSettings channel) {
        URI url = address(Optional.ofNullable(channel.url()).map(Secret::text).orElse(""));
        boolean fits = "https".equals(url.getScheme()) || (channel.plaintext() && "http".equals(url.getScheme()));
        require(fits && url.getHost() != null, "url is an https address (or http, with plaintext)");
        return new Post(url, settings.timeout(), tls(channel.sslBundle()));
    }

    // Its exception would quote the address.
    private static URI address(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException _) {
            throw new IllegalArgumentException("url is not an address");
        }
    }

    private SSLContext tls(@Nullable String bundle) {
        try {
            return bundle == null
                    ? SSLContext.getDefault()
                    : sslBundles.getBundle(bundle).createSslContext();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has TLS", e);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
