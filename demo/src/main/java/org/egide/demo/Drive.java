package org.egide.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.egide.demo.world.Host;
import org.egide.demo.world.Letter;
import org.egide.demo.world.Pictures;
import org.egide.fingerprints.TestEntry;

/** The main job from outside: every step uses a door that people and programs use, and reads its proof back from one. */
final class Drive {
    private static final int TWENTY = 20;

    private final Stage stage;
    private final StaffRoom staff;
    private final FrontDoor front;
    private final ListDesk lists;
    private final SharingDesk sharing;
    private final Desk desk;
    private final RemovalDesk removal;
    private final PoliceDesk police;
    private final Overseer overseer;
    private final Talking talking;
    private final Helpline helpline;
    private final Duty duty;
    private final Provider provider;
    private final Partner partner;
    private final Partner providerAsReader;

    private final byte[] knownPicture = Pictures.shapes(20_301);
    private final byte[] newPicture = Pictures.shapes(77_012);
    private final URI known;
    private final URI fresh;
    private final URI copy;

    private YearMonth month = YearMonth.of(2000, 1);
    private String citizenReport = "";
    private String childReport = "";
    private String providerReport = "";
    private Partner.Receipt partnerReport = new Partner.Receipt("", "");

    private Drive(Stage stage, List<Access.Provider> providers, Access.Client client) {
        this.stage = stage;
        this.staff = new StaffRoom(stage);
        this.front = new FrontDoor(stage);
        this.lists = new ListDesk(staff);
        this.sharing = new SharingDesk(stage, staff, client);
        this.desk = new Desk(staff);
        this.removal = new RemovalDesk(staff);
        this.police = new PoliceDesk(stage, staff);
        this.overseer = new Overseer(staff);
        this.talking = new Talking(staff, desk);
        this.helpline = new Helpline(stage, staff);
        this.duty = new Duty(staff);
        this.provider = new Provider(stage, providers.getFirst());
        this.providerAsReader = new Partner(stage, providers.getFirst());
        this.partner = new Partner(stage, providers.getLast());
        var world = stage.world();
        known = world.prompt().publish(Canary.ADDRESS.sentence(), knownPicture);
        fresh = world.slow().publish(Canary.ADDRESS.sentence(), newPicture);
        copy = world.silent().publish(Canary.ADDRESS.sentence(), Pictures.copyOf(newPicture));
    }

    /** Puts people, providers and the access file in place. */
    static Drive prepare(Stage stage) throws IOException {
        var personas = Cast.assemble(stage);
        var providers = Cast.providers(stage);
        var client = Cast.sharing(stage, personas);
        Access.of(stage, personas, providers, client).write(stage.folder());
        return new Drive(stage, providers, client);
    }

    Script script(PrintStream out) {
        return new Script(out)
                .step(
                        "The desk opens a list; two people put one known picture on it, by its fingerprints only.",
                        this::knownList)
                .step(
                        "A platform's program pulls the list; what is withdrawn, its next pull sees as deleted.",
                        this::listPulled)
                .step(
                        "A provider that holds no list asks for a turned and framed copy, and hears that a person should look.",
                        this::matchAsked)
                .step("The supervisor enters who answers for each of three hosts.", this::hostContacts)
                .step("A child tells, in Arabic, on a telephone, without scripts.", this::childTells)
                .step(
                        "Another child keeps her place after the first answer, leaves, and comes back to the next question.",
                        front::keepsThePlace)
                .step(
                        "The desk writes to the child in its role; she reads it with her code and answers with a tap.",
                        this::written)
                .step(
                        "She changes her mind about who may know; the desk sees what holds now, and what held before.",
                        this::mindChanged)
                .step(
                        "A citizen reports an address in French; what stands there is the known picture.",
                        this::citizenReports)
                .step("It is recognised without anyone looking; one person confirms the match.", this::knownConfirmed)
                .step("A provider's program reports a user, with a picture that nobody knows.", this::providerReports)
                .step("Two analysts assess it separately, element by element, and agree.", this::twoAgree)
                .step("Its fingerprint goes on the list: one analyst adds it, the other confirms.", this::newListed)
                .step("On the child's report two analysts disagree; the supervisor decides.", this::oneDecides)
                .step(
                        "A partner hotline reports a smaller, recompressed copy on another host; it matches, one person confirms.",
                        this::nearDuplicate)
                .step(
                        "The partner sends twenty more reports of the known picture; each is one press for a person.",
                        this::twentyMore)
                .step("Three hosts get a notice by mail; one takes the picture down at once.", this::noticesGoOut)
                .step("Two people refer two reports to the police; nobody else can open the package.", this::referred)
                .step("An outsider verifies the package; with one byte changed it is refused.", this::verified)
                .step("The officer says that the unit has both.", this::acknowledged)
                .step(
                        "Looked at again twice, the prompt host's copy is gone, and only then its clock stops.",
                        this::promptGone)
                .step("A day later the slow host is reminded, and its copy is gone.", this::slowGone)
                .step(
                        "The silent host's copy stays up; after two days a person by name takes over.",
                        this::silentEscalated)
                .step("The reporters see what became of it, each at their own door.", this::reportersSee)
                .step(
                        "When the month is over, anybody can read its figures; small numbers are withheld.",
                        this::figures)
                .step("A national helpline begins with a file.", helpline::begins)
                .step(
                        "A counsellor passes a child on to the hotline, after her yes and with one code.",
                        helpline::passesOn)
                .step("All desks are closed: the child hears the truth before any question.", this::nobodyHome)
                .step("The overseer checks the whole record of who did what.", this::recordIntact)
                .step("Nothing that reporters told lies anywhere in clear.", this::nothingInClear);
    }

    private Proof knownList() throws IOException, InterruptedException {
        lists.open();
        lists.add(knownPicture);
        NotHeld.unless(lists.standing() == 0, "an entry stands that only one person confirmed");
        lists.confirm();
        NotHeld.unless(lists.standing() == 1, "the entry does not stand after the second person");
        return Proof.of(
                "after one person no entry stood, after the second one does; no page shows a hash or a picture");
    }

    private Proof listPulled() throws Exception {
        lists.add(Pictures.shapes(41_117));
        lists.confirm();
        NotHeld.unless(sharing.pull().entries().isEmpty(), "a list was told that nobody granted");
        lists.share();
        sharing.grant(ListDesk.NAME);
        var told = Patience.until(
                "two entries for the partner",
                () -> Optional.of(sharing.pull()).filter(pull -> pull.entries().size() == 2));
        lists.withdrawNewest("put there by mistake");
        var gone = Patience.until(
                "a deletion for the partner",
                () -> Optional.of(sharing.pull()).filter(pull -> pull.deleted().size() == 1));
        NotHeld.unless(
                gone.entries().size() == 1 && told.entries().containsAll(gone.deleted()),
                "the partner was told another deletion");
        return Proof.of(
                "nothing before two people agreed to partner and list, then two entries, then one and a deletion");
    }

    private Proof matchAsked() throws IOException, InterruptedException {
        NotHeld.unless(!providerAsReader.mayAsk(), "a provider was answered before the desk let it ask");
        var path = "/desk/providers";
        var waiting =
                staff.as("supervisor-1").open(path).ok().forms("/matching").size();
        for (var at = 0; at < waiting; at++) {
            staff.as("supervisor-1")
                    .open(path)
                    .ok()
                    .forms("/matching")
                    .get(at)
                    .send()
                    .ok();
        }
        var copy = providerAsReader.known(Pictures.turnedAndFramed(knownPicture));
        var other = providerAsReader.known(Pictures.shapes(9_551));
        var test = providerAsReader.known(TestEntry.TEXT.getBytes(StandardCharsets.UTF_8));
        NotHeld.unless(copy.equals("NEAR REVIEW_THEN_REPORT"), "the copy was answered with " + copy);
        NotHeld.unless(other.equals("none NOTHING"), "another picture was answered with " + other);
        NotHeld.unless(test.startsWith("TEST"), "the test entry was answered with " + test);
        return Proof.of("the copy is NEAR, another picture is not known, the test entry answers; no hash is told");
    }

    private Proof hostContacts() throws IOException, InterruptedException {
        for (var host : stage.world().hosts()) {
            removal.enterContact(host);
        }
        return Proof.of("the hosts page shows three abuse contacts");
    }

    private Proof childTells() throws IOException, InterruptedException {
        var proof = front.childTells();
        childReport = front.childReference();
        return proof;
    }

    private Proof written() throws IOException, InterruptedException {
        var words = "Thank you for telling us. We look at it today.";
        NotHeld.unless(
                talking.nameIsRefused("analyst-1", childReport, "Ask for Noor Haddad."),
                "a name of the desk went to the child");
        talking.write("analyst-1", childReport, words);
        return front.readsTheAnswer(words);
    }

    private Proof mindChanged() throws IOException, InterruptedException {
        var proof = front.changesHerMind();
        var seen = talking.choices("analyst-1", childReport);
        NotHeld.unless(seen.contains("School") || seen.contains("school"), "the desk does not see the choice: " + seen);
        return proof;
    }

    private Proof nobodyHome() throws Exception {
        duty.close();
        var page = Patience.until(
                "a closed door", () -> Optional.of(front.knocks("en")).filter(answer -> answer.status() == 503));
        NotHeld.unless(
                page.says("112") && page.find("button[name=age]").isEmpty(), "the closed page asks or has no number");
        duty.open();
        Patience.until("an open door", () -> Optional.of(front.knocks("en")).filter(answer -> answer.status() == 200));
        return Proof.of(
                "the page says: " + page.one("h1").text(),
                "it names the numbers and asks nothing; then the desk opens again");
    }

    private Proof citizenReports() throws IOException, InterruptedException {
        var proof = front.citizenReports(known);
        citizenReport = front.citizenReference();
        return proof;
    }

    private Proof knownConfirmed() throws Exception {
        desk.awaitMaterial(citizenReport, "Known");
        var match = desk.match(citizenReport);
        desk.confirmKnown("analyst-1", citizenReport);
        var record = overseer.about(desk.id(citizenReport));
        NotHeld.unless(
                record.stream()
                        .anyMatch(line -> !line.byPerson() && line.action().endsWith("-read")),
                "the record does not tell that the machine read the address: " + record);
        NotHeld.unless(
                record.stream()
                        .noneMatch(line -> line.byPerson() && line.action().endsWith("-read")),
                "somebody opened it: " + record);
        return Proof.of(
                "the report's page says: " + match,
                "outcome: " + desk.decision("analyst-1", citizenReport),
                "in the record nobody opened anything of this report");
    }

    private Proof providerReports() throws Exception {
        var sent = provider.report(fresh, newPicture);
        providerReport = Patience.until(
                "the provider's report is in the queue",
                () -> desk.queue("analyst-1").stream()
                        .filter(reference -> !reference.equals(childReport) && !reference.equals(citizenReport))
                        .findFirst());
        desk.awaitMaterial(providerReport, "New");
        return Proof.of(
                "submit, upload and finish answered code 0 for report " + sent.reportId() + ", file " + sent.fileId(),
                "at the desk it is " + providerReport + ", " + desk.urgency(providerReport) + ", material: New");
    }

    private Proof twoAgree() throws IOException, InterruptedException {
        var told = desk.readNarrative("analyst-1", providerReport);
        NotHeld.unless(told.contains(Canary.PROVIDER.word()), "what the provider told does not open");
        desk.give("analyst-1", providerReport, Desk.UNLAWFUL_MATERIAL);
        NotHeld.unless(!desk.seesAnotherView("analyst-2", providerReport), "the second analyst sees the first view");
        desk.give("analyst-2", providerReport, Desk.UNLAWFUL_MATERIAL);
        return Proof.of(
                "the first analyst opened what the provider told, with a reason",
                "the second analyst did not see the first view before giving an own one",
                "outcome: " + desk.decision("analyst-2", providerReport));
    }

    private Proof oneDecides() throws IOException, InterruptedException {
        desk.give("analyst-1", childReport, Desk.UNLAWFUL_CONDUCT);
        desk.give("analyst-2", childReport, Desk.UNSURE_CONDUCT);
        desk.give("supervisor-1", childReport, Desk.UNLAWFUL_CONDUCT);
        return Proof.of("outcome: " + desk.decision("supervisor-1", childReport));
    }

    private Proof newListed() throws IOException, InterruptedException {
        desk.addToList("analyst-1", providerReport);
        NotHeld.unless(lists.standing() == 1, "the new entry stands before a second person confirmed it");
        lists.confirm();
        NotHeld.unless(lists.standing() == 2, "the new entry does not stand after the second person");
        return Proof.of("the list shows two entries, each confirmed by two people");
    }

    private Proof nearDuplicate() throws Exception {
        partnerReport = partner.report(copy, Pictures.copyOf(newPicture));
        desk.awaitMaterial(partnerReport.reference(), "Near to known");
        var match = desk.match(partnerReport.reference());
        desk.confirmKnown("analyst-2", partnerReport.reference());
        return Proof.of(
                "sent twice under one key it is one report, " + partnerReport.reference(),
                "the report's page says: " + match,
                "outcome: " + desk.decision("analyst-2", partnerReport.reference()));
    }

    private Proof twentyMore() throws Exception {
        for (var number = 1; number <= TWENTY; number++) {
            var receipt = partner.reportFingerprint(number, ListDesk.hashes(knownPicture));
            desk.confirmKnown(number % 2 == 0 ? "analyst-1" : "analyst-2", receipt.reference());
        }
        month = YearMonth.from(stage.clock().instant().atOffset(ZoneOffset.UTC));
        Patience.until(
                "the queue is empty", () -> Optional.of(desk.queue("analyst-1")).filter(List::isEmpty));
        return Proof.of(TWENTY + " reports by fingerprint only, " + TWENTY + " confirmed; the queue is empty");
    }

    private Proof noticesGoOut() throws Exception {
        var world = stage.world();
        for (var host : world.hosts()) {
            removal.awaitState(host, "Host told");
        }
        var letters = world.post().letters();
        NotHeld.unless(letters.size() == 3, letters.size() + " letters went out instead of 3");
        for (var letter : letters) {
            NotHeld.unless(
                    letter.addresses().size() == 1, "a letter to " + letter.to() + " names no address for machines");
            NotHeld.unless(
                    letter.text().contains("Legal basis"), "a letter to " + letter.to() + " names no legal basis");
        }
        NotHeld.unless(RemovalDesk.statusOf(known) == 410, "the prompt host still shows the picture");
        NotHeld.unless(RemovalDesk.statusOf(fresh) == 200, "the slow host does not show the picture any more");
        return Proof.of(
                "3 letters arrived over SMTP, each with a legal basis and an XARF attachment: "
                        + letters.stream().map(Letter::subject).distinct().count() + " references",
                "the prompt host answers 410; the slow and the silent one still answer 200");
    }

    private Proof referred() throws IOException, InterruptedException {
        police.register();
        police.refer(providerReport, "IDENTIFY", "Please identify who put up the picture.");
        NotHeld.unless(police.isRefusedTo("analyst-1"), "an analyst can download the package");
        return Proof.of(
                "whoever proposed it had no button to approve it; the supervisor had",
                "an analyst who asks for the package is refused");
    }

    private Proof verified() throws IOException, InterruptedException {
        var sealed = police.download();
        var signer = police.publishedSigner();
        var good = Outsider.verify(police.unit().identity(), signer, sealed);
        NotHeld.unless(good.status() == 0, "the verifier refuses the package: " + good.refusal());
        var bad = Outsider.verify(police.unit().identity(), signer, PoliceDesk.tampered(sealed));
        NotHeld.unless(bad.status() == 1, "the verifier accepts a changed package");
        police.refer(childReport, "URGENT_PROTECTION", "Please protect the child and identify who threatens.");
        return Proof.of(
                sealed.getFileName() + ": " + good.held() + " checks held, signer as published at /transparency/signer",
                "the copy with one byte changed is refused: " + bad.refusal());
    }

    private Proof acknowledged() throws IOException, InterruptedException {
        var count = police.acknowledgeAll();
        NotHeld.unless(count == 2, count + " referrals waited for the officer instead of 2");
        return Proof.of("no referral waits for the unit any more");
    }

    private Proof promptGone() throws Exception {
        var host = stage.world().prompt();
        var before = host.looksAt(known);
        var line = goneAt(host, known, Duration.ofMinutes(11));
        var looks = host.looksAt(known) - before;
        NotHeld.unless(looks >= 2, "the copy counts as gone after " + looks + " looks");
        return Proof.of(
                clockMoved(),
                "the host was asked " + looks + " times since it took the picture down; ledger: " + line.state() + ", "
                        + line.clock());
    }

    private Proof slowGone() throws Exception {
        var host = stage.world().slow();
        NotHeld.unless(RemovalDesk.statusOf(fresh) == 200, "the slow host took the picture down too early");
        later(Duration.ofHours(24));
        Patience.until(
                "the slow host has two letters",
                () -> Optional.of(host.noticesAbout(fresh)).filter(count -> count == 2));
        NotHeld.unless(RemovalDesk.statusOf(fresh) == 410, "the slow host did not obey the reminder");
        var line = goneAt(host, fresh, Duration.ofMinutes(61));
        return Proof.of(clockMoved(), "letters about it: 2; ledger: " + line.state() + ", " + line.clock());
    }

    private Proof silentEscalated() throws Exception {
        var host = stage.world().silent();
        later(Duration.ofHours(24));
        var line = removal.awaitState(host, "With a person");
        NotHeld.unless(line.person().contains("Ines Ferro"), "the person in charge is: " + line.person());
        NotHeld.unless(host.noticesAbout(copy) == 2, "the silent host got " + host.noticesAbout(copy) + " letters");
        NotHeld.unless(RemovalDesk.statusOf(copy) == 200, "the silent host took the picture down");
        return Proof.of(
                clockMoved(),
                "after a notice and a reminder the copy still answers 200; ledger: " + line.state() + ", "
                        + line.person() + ", " + line.clock());
    }

    /** Moves the clock on until re-checks have seen the copy gone; each look is one that the host really got. */
    private RemovalDesk.Line goneAt(Host host, URI address, Duration pace) throws Exception {
        for (var round = 0; round < 5; round++) {
            var line = removal.line(host).orElseThrow(() -> new NotHeld("no copy on " + host.name()));
            if (line.state().equals("Gone")) {
                return line;
            }
            var before = host.looksAt(address);
            var state = line.state();
            later(pace);
            Patience.until(
                    "somebody looks at " + host.name() + " again",
                    () -> Optional.of(host.looksAt(address)).filter(looks -> looks > before));
            Patience.until(
                    "the ledger tells of it",
                    () -> removal.line(host).filter(next -> !next.state().equals(state)));
        }
        throw new NotHeld("the copy on " + host.name() + " is not gone after five looks");
    }

    private Proof reportersSee() throws Exception {
        var citizen = Patience.until(
                "the citizen sees the end",
                () -> Optional.of(front.citizenStatus())
                        .filter(status -> status.lines().getLast().startsWith("Terminé")));
        var child = front.childStatus();
        NotHeld.unless(
                child.lines().stream().anyMatch(line -> line.contains("الشرطة")),
                "the child does not see that the police has it");
        NotHeld.unless(front.aWrongCodeOpensNothing(), "a wrong code opens a status");
        var told = providerAsReader.outcomes();
        NotHeld.unless(
                told.contains("ASSESSED_UNLAWFUL") && told.contains("POLICE_HAS_IT"), "the provider is told " + told);
        var steps = partner.steps(partnerReport);
        NotHeld.unless(steps.contains("ASSESSED_UNLAWFUL"), "the partner is told " + steps);
        NotHeld.unless(!providerAsReader.mayRead(partnerReport), "a provider reads another one's report");
        return Proof.of(
                "child: " + child.lines().getLast(),
                "citizen: " + citizen.lines().getLast(),
                "provider: " + String.join(", ", told),
                "partner: " + String.join(", ", steps)
                        + "; the provider cannot read it, and a wrong code opens nothing");
    }

    private Proof figures() throws IOException, InterruptedException {
        var over = month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        var left = Duration.between(stage.clock().instant(), over);
        if (left.isPositive()) {
            later(left.plusMinutes(1));
        }
        var figures = new Figures(stage.base());
        var total = figures.value(month, "total");
        NotHeld.unless(total.equals("25"), "24 reports came in; the page says about " + total);
        NotHeld.unless(figures.value(month, "children").isEmpty(), "a number below 10 is published");
        return Proof.of(
                clockMoved(), "the page says: " + figures.sentence(), "one child told: the CSV withholds the number");
    }

    private Proof recordIntact() throws IOException, InterruptedException {
        var check = overseer.check();
        var reads = overseer.about(desk.id(providerReport)).stream()
                .filter(line -> line.byPerson() && line.action().equals("report.narrative-read"))
                .toList();
        NotHeld.unless(
                reads.size() == 2,
                "the record tells of " + reads.size() + " readings of the provider's words, not of 2");
        return Proof.of(
                check.chains() + " chains are intact",
                "what the provider told was read twice: " + reads.getLast().details() + ", "
                        + reads.getFirst().details());
    }

    private Proof nothingInClear() throws IOException {
        return Secrecy.of(stage.folder(), "Hotline of Exempland").proof();
    }

    /** New reports for whoever stays and clicks through; returns what to try. */
    List<String> leaveWork() throws IOException, InterruptedException {
        var address = stage.world().slow().publish("/pictures/another.jpg", Pictures.shapes(31_337));
        provider.report(address, Pictures.shapes(31_337));
        front.citizenReports(copy);
        front.childTells();
        return List.of(
                "Three new reports wait in the queue: a child's, one whose picture is known, one whose picture is new.",
                "The child's code, for " + stage.base() + "/ar/status: " + front.childCode());
    }

    private void later(Duration duration) {
        staff.later(duration);
    }

    private String clockMoved() {
        return "the server's clock was moved; it now reads "
                + stage.clock().instant().truncatedTo(ChronoUnit.MINUTES);
    }
}
