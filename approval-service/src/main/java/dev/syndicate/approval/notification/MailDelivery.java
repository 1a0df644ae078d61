package dev.syndicate.approval.notification;

import dev.syndicate.platform.eventstore.OutsideTransaction;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Sends notices as plain text. All of one approval refer to the same message, so that mail programs show them together. */
final class MailDelivery implements Delivery {

    private final JavaMailSender sender;
    private final String from;
    private final String[] to;

    MailDelivery(JavaMailSender sender, String from, List<String> to) {
        this.sender = sender;
        this.from = from;
        this.to = to.toArray(String[]::new);
    }

    @Override
    public void send(Notice notice, Message message) {
        OutsideTransaction.require("A notification");
        try {
            sender.send(mail(notice, message));
        } catch (MailException | MessagingException e) {
            throw new DeliveryFailedException(
                    "The mail server did not take it: " + e.getClass().getSimpleName());
        }
    }

    private MimeMessage mail(Notice notice, Message message) throws MessagingException {
        MimeMessage mail = sender.createMimeMessage();
        MimeMessageHelper parts = new MimeMessageHelper(mail, StandardCharsets.UTF_8.name());
        parts.setFrom(from);
        parts.setTo(to);
        parts.setSubject(message.title());
        parts.setText(text(message));
        mail.setHeader("References", "<%s@syndicate.invalid>".formatted(notice.approval()));
        // RFC 3834: nobody's absence note answers.
        mail.setHeader("Auto-Submitted", "auto-generated");
        return mail;
    }

    private static String text(Message message) {
        return message.facts().stream()
                        .map(fact -> fact.label() + ": " + fact.value())
                        .collect(Collectors.joining("\n", message.title() + "\n\n", ""))
                + "\n\n%s\n\n%s\n".formatted(message.link(), message.footer());
    }
}
