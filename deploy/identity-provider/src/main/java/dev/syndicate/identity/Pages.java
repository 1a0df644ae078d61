package dev.syndicate.identity;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a person sees: choosing who to be, and letting a device in. */
@Controller
class Pages {

    private final LocalUsers users;

    Pages(LocalUsers users) {
        this.users = users;
    }

    @GetMapping("/")
    String home(@Nullable Principal person, Model model) {
        model.addAttribute("person", person == null ? "" : person.getName());
        return "home";
    }

    @GetMapping("/login")
    String login(Model model) {
        model.addAttribute("users", users.all());
        return "login";
    }

    @GetMapping("/activate")
    String activate(
            @RequestParam(name = "user_code", required = false) @Nullable String code, RedirectAttributes target) {
        if (code == null) {
            return "activate";
        }
        target.addAttribute("user_code", code);
        return "redirect:/oauth2/device_verification";
    }

    @GetMapping("/activate/confirm")
    String confirm(
            Principal person,
            Model model,
            @RequestParam("client_id") String client,
            @RequestParam("state") String state,
            @RequestParam("scope") String scope,
            @RequestParam("user_code") String code) {
        model.addAttribute("person", person.getName());
        model.addAttribute("client", client);
        model.addAttribute("state", state);
        model.addAttribute("scopes", scope.split(" "));
        model.addAttribute("code", code);
        return "confirm";
    }

    @GetMapping("/activate/done")
    String done() {
        return "done";
    }
}
