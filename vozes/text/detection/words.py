"""Telling words: the small and everyday words by which a short text shows its language.

A word stands under every language of the list in which it is common, so that it speaks for all of them and against the
others; what is common nearly everywhere (`no`, names, `online`, `pizza`, a single letter of `a` to `z`) stands nowhere.
Words are in lower case; what an apostrophe parts are two words, of which the first keeps it (`d'accord` is `d'` and
`accord`). Whoever speaks a language may add to its words. How much a word counts is not known here.
"""

from collections import defaultdict

_WORDS = {
    "pt": """
        aberto abra abraço abraços abre abril abrir acabou acaso aceita aceito achei acho acorda acorde adeus adorei
        agora agosto agradeço aguarde ainda ajuda ajude algo algum alguma alguém além alô amanha amanhã amarelo amiga
        amigo amo ano anos ao aos apenas aperte aquela aquele aqui aquilo arquivo arquivos arroz assim atende atenção
        atrasada atrasado atraso atrás atualizado até aula aviso avó avô azul baixa banheiro barriga basta beba bebe
        beijo beijos beleza bem bilhões blz boa boas boleto bom bons bora branco brasil brasileira brasileiro burro
        cabeça cachorro cada cadê calma calor cama campeão cancelada cancelado cancelar capítulo cara carne caro
        cartão casa catorze cedo cem cento cerca certeza certo cerveja chance chave chaves chegada chegando chegar
        chegou cheguei chove chovendo chuva cidade cinco cinquenta claro clube coisa coisas com coma comer comi comigo
        como compra comprar compre comprei configurações conosco consegue conseguiu conta contigo conto corra corre
        costa cozinha cuidado custa cá cê da daqui das de debaixo deixa dela deles demais demasiado dentro depois
        desce descer desconto desculpa desculpe desde dessa desse desta deste deu devagar deve devo dez dezembro
        dezenove dezesseis dezessete dezoito dia dias dinheiro direita diz do doce dois domingo dona dor dormir dos
        doze duas durante duzentos ei ela elas ele eles em embora empurre encontro enquanto entra entrada entrar entre
        entrega então enviar era erro escola escreva espera espere esposa esqueci esquerda essa esse esta estacionar
        estado estamos estar estas estava estação este estou estudando estudar está estão eu euros fala falar falou
        falta família favor faz fazendo fazer fechado fechar feche feijão feira feito feliz fevereiro fica ficar ficou
        filha filho fim fiquei fiz foi fome fora foram forte fortuna frango frente frete frio fui fumar ganha gato
        gelado gente gira gostei gosto gostou governo grande grátis guarda guardar guerra haver hein hoje hora horas
        houve igual importa inflação ingresso ir irmã irmão irmãs isso isto janeiro janela jantar jogadores jogo julho
        junho junto juntos já kkk kkkk kkkkk legal lei leite lembra levar licença ligar ligação livre loja longe lugar
        lá maio mais mal manda mandar maneiro manhã marido março mas me medo meia meio melhor menina menino menos
        mensagem mesa mesma mesmo meu meus mil milhão milhões minha minhas ministro minuto minutos momento monte moro
        morto moça moço muita muitas muito muitos mulher mundo mãe mão mãos na nada namorada namorado nao nas nave
        negro nem nenhum neve ninguém nome nos nossa nosso nota notícia nova nove novembro noventa novo num numa nunca
        não número obg obrigada obrigado oi oitenta oito olho olhos olá onde ontem onze opa os ou outra outro outubro
        ouça ovo ovos padre paga pagamento pague pai para parabéns parada pare parte partida partir passa passe passei
        pede pedido pega pegar pegou peixe pela pelas pelo pelos penso perde perdi pergunta perigo perna perto pessoa
        pessoas piso pode podem podemos pois polícia por porque porta portão posso posto pouco pq pra pras prazer
        precisa preciso prefeito presidente pressa preto preço primo pro problema proibido promoção pronta pronto pros
        prédio próxima próximo pude puxa puxe página pão pé põe quais qual qualquer quando quanta quanto quarenta
        quarta quarto quase quatro que queijo quem quente quer queria quero quinta quintal quinze quê reais resposta
        resta reunião rua sabe saber sabes sabia sai saindo sair saiu salva salvar salve saudade saudades saída saúde
        se sede segue segunda segundo seguro sei seis seja selecione sem semana sempre senha senhas senhor senhora
        sente senti ser será sessenta sete setembro setenta seu seus sexta sextou sido significa sim sobe sobre sol
        somos sua suas subir sucesso suco sul sábado são só talvez tambem também tanta tanto tarde tava tb tbm tchau
        te tela tem temos tempo tenha tenho ter terça teve tia time tinha tio tira tire toda todas todo todos tomar
        tomara torna trabalhar trabalho traga treze trinta triste trás três tu tua tudo tá tão têm tô um uma uns
        usuário vaga vagas vai vale valeu vamos vc vcs vejo vem vemos vence venda vende vendo venha ver verde vermelho
        vez vezes vi viagem vida vim vinho vinte vira vire viu vive vlw voce você vocês volta voltar volte voltei voo
        vos vossa vou voz vão zero à às é ótima ótimo ônibus última último
        """,
    "en": """
        about after again ahead all allowed already also always am and another any anyone anything april are aren'
        around arrive arrived arrives ask at ate august aunt away back be beans beats because bed been beer before
        being better between billion bless boarding both boyfriend bread breakfast breaking bring brother building but
        butter button by bye call called calm can can' canceled cancelled cannot cat cause caution chapter cheese
        chicken choose christmas click close closed coffee cold come coming congrats congratulations could couldn'
        course cousin dad day days dear december delayed delete did didn' dinner do does doesn' doing don' done door
        down drink each early eat eating egg eggs eight eighteen eighty eleven else end enough enter entrance error
        euros even evening ever every everyone everything excuse exit eye eyes face failed far father february feel
        few fifteen fifty files find first fish five flight floor follow foot for forbidden forget forty found four
        fourteen friday friend friends from fun garden gate get gets getting girlfriend give go goes going gonna good
        goodbye got gotta grandma grandpa great guess had hand hands happen happened has hasn' have haven' having he
        he' head hear hello help her here here' hers hey hide high him his home hope hour hours house how how' hundred
        hungry husband i' i'd if impossible in into invalid is isn' it it' its january juice july june just keep key
        keys kind kitchen know knows last later least leave leaving left leg less let let' life lights like little ll
        long look looking looks loses lots love loves low luck lunch made make makes man many march may maybe mayor me
        mean meat meet meeting might milk million mind minutes missing monday money month months more morning most
        mother much must my name near need needs never new next nice night nine nineteen ninety not nothing november
        now october of off old on once one only oops or order other our out over own paid parking people phone players
        please possible price pull push question quick quite rain raining read ready really remember remove reply
        report rice right room run said same saturday save saw say says see seen select september served settings
        seven seventeen seventy she she' should shouldn' shut sign since sister sit six sixteen sixty sleep sleeping
        slippery small smoking snow snowing so sold some someone something soon sorry stay still such sunday sure take
        taking talk tea tell ten than thank thanks that that' the their them then there there' these they they' thing
        things think thirsty thirteen thirty this those though thought thousand three through thursday time times
        tired to today together tomorrow tonight too towards train tried true try trying tuesday tuned turn twelve
        twenty two unable uncle under understand unknown unless until up upon use used using ve very view wait waiting
        wake wakes walk wanna want wanted wants warning was wasn' watch water way we we' weather wednesday week weeks
        welcome well went were weren' wet what what' whatever when where where' which while who who' whole whose why
        wife will wine wins wish with within without won' wonderful words work working works worry would wouldn' write
        wrong yeah year years yellow yep yes yesterday yet you you' your yours yourself
        """,
    "es": """
        abierto abre abril abrimos abrir abuela abuelo acaso acorde acuerdo acá adelante además adiós agosto ahora ahí
        al alcalde algo alguien alguna algún allá allí alquila amarillo amiga amigo amo aparcar apenas aquel aquella
        aquello aquí archivo archivos arroz así atención atrás aun aunque aviso ayer ayuda ayúdame azul años aún baja
        bajo basta baño bebe bella bello bien bienvenida bienvenido bienvenidos blanco buen buena buenas bueno buenos
        cabeza cada calle calma calor cama campeón cancelado cancelar capítulo cara carne caro casa casi catorce cerca
        cero cerrado cerramos cerveza cervezas cielo cien ciento cierra cinco cincuenta claro cocina coma come comer
        comiendo como compra comprar compre con conmigo contigo contraseña corre cosa cosas costa creo cuando cuarenta
        cuatro cuenta cuesta cuidado cumpleaños cuál cuándo cuánta cuánto cuántos cómo de debe debes deja del
        demasiado dentro derecha desde despierta después dice diciembre diecinueve dieciocho diecisiete dieciséis diez
        dime dinero dio doce domingo donde dormir dos doscientos duele durante día días dónde edificio el ella ellas
        ello ellos empezar empuje en encanta encima encontré enero enhorabuena enseguida entonces entra entrada entrar
        entre entrega enviar equipo era eran eres es esa ese eso esos espera esposa esta estaba estado estamos estar
        estas este esto estos estoy estudiando estuvo está están estás euros falló falta familia favor febrero
        felicidades feliz fortuna frente frijoles frío fue fuera fueron fui fumar gana ganas gato gente gira gobierno
        gracias grande guarda guardar guerra gusta gustaría gusto ha haber habla hablar había hace hacer hacia hago
        hambre han hasta hay haya he hecho hermana hermano hermanos hermosa hija hijo hijos hola hombre hora horas hoy
        hubo huevo huevos iba igual importa introduzca invierno ir izquierda jamás jardín juego jueves jugadores jugar
        jugo julio junio junto juntos la las le leche legal lentamente les libro llama llamada llamo llave llaves
        llega llegando llegar llegué llegó lloverá llueve lluvia lo los luego lugar luna lunes madre mal manda mandar
        mano manos marido martes marzo mas mayo mayor mañana me mejor menos mensaje mesa mi miedo mientras mil
        millones millón ministro minuto minutos mis misma mismo miércoles momento monte mucha muchas mucho muchos
        muerte mujer mundo muy más mía mío nada nadie nave navidad necesito negro ni nieva nieve ninguna ningún niña
        niño niños noche noches nombre nos nosotros nota noticia noventa novia noviembre novio nuestra nuestro nueva
        nueve nuevo nunca número ochenta ocho octubre ojo ojos olvida olvides olvidé once otra otro otros oye padre
        padres paga palabra pan para parada parte partida partir pasa pasó pedido pega peligro peor pequeño perdona
        perdí perdón pero perro persona personas pescado pie pierde pierna piso poco podemos podría policía pollo por
        porque presidente primo problema prohibido pronto provecho próxima próximo pude puede pueden puedes puedo
        puerta pues página que quedan queso quien quiere quieres quiero quince quinta quizás quién qué rato razón
        recuerda retraso rojo sabe saber sabes sabia salida saliendo salir salud salvar se sea sed sede segunda
        segundo seguro seis seleccione semana septiembre ser será sesenta setenta señor señora si sido siempre siento
        siete significa siguiente sin sobre sois sol solo somos son soy su sube subir suerte supuesto sus susto sábado
        sé sí sólo también tampoco tan tanta tanto tarde te tela temprano tenemos tener tenga tengo tiempo tiene
        tienen tienes tio tira tire toda todas todavía todo todos tomar trabajando trabajo trae tras trece treinta
        tren tres triste tu tus tuve tuvo tía tío tú un una uno unos usted ustedes usuario va vale vamos varios vas
        vaya veces veinte vemos ven vende vendo vengo venir ventana veo ver verdad verde vez vi viaje vida viejo viene
        viernes vino vive vivir vol vos vosotros voy voz vuelo vuelta vuelve vuelvo ya yo zumo ánimo él última último
        """,
    "fr": """
        accord accueil achète addition aide aidez aime aimerais ainsi aller allez allo allons alors anniversaire
        annuler annulé année ans août appelle apporte appétit après arrive arrêt arrête assez attends attention au
        aucun aucune aujourd' aussi autre autres aux avait avant avec avez avoir avons avril beau beaucoup belle
        beurre bien bientôt bienvenue billet bisous bière blanc bleu boire bois bon bonjour bonne bonnes bons bonsoir
        bouche c' car ce cela celle celui cent cents ces cet cette ceux chambre chance chaque chaud cher cherche chez
        chien chose choses chérie ciel cinq cinquante clé clés combien comme comment compris contre copain copine
        coucou courage cours cousin coûte cuisine d' dans de dedans dehors demain demande depuis derrière des descends
        dessous dessus deux devant dimanche dire dis dit dites dix dois doit dommage donc donne dont dormir douze
        droite du décembre défense déjà dépêche désolé désolée eau elle elles en encore enfant enfants enfin
        enregistrer ensemble ensuite entre entrée erreur es est et eu euros eux excuse excusez face facile faim faire
        fais fait faites famille faut façon femme fenêtre ferme fermeture fermez fermé fichier fichiers fille fils
        fois font forte froid fromage frère fumer félicitations février fête gagne gare garçon gauche gens
        gouvernement grande gros guerre génial habite haricots hein heure heures heureuse heureux hier homme hommes
        huit hôtel ici il ils immeuble impossible interdit j' jamais jambe janvier jardin jaune je jeudi jeune joueurs
        jour journée jours joyeux juillet juin jus jusqu' juste l' la laisse lait le les leur leurs lire lit livre
        loin long longtemps lorsqu' lui lundi là m' ma madame mai main mains maintenant maire mais maison mal malade
        malgré mange manger marche mardi mari mars matin mauvais me mer merci mercredi messieurs mettre midi mieux
        mille milliards million millions ministre minuit mis moi moins mois mon monde monsieur monte monter mort mot
        mère méchant métro même mêmes n' ne neige neuf ni noir nom nombre non nos notre nous nouveau nouveaux nouvelle
        novembre noël nuit nulle numéro nôtre octobre on oncle ont onze ou oublie oublié oui ouvert ouvre ouvrez où
        pain pan panne par parce parfait parle parler partie partir pas passe passé pauvre pendant penser perd perdu
        perso personne petit petite peu peur peut peux pied plaît plein pleurer pleut pluie plus plusieurs plutôt
        poisson porte possible poulet pour pourquoi pourrait poussez pouvez pouvoir pq première prend prendre prenez
        presque pressé prix prochain prochaine près prêt puis père qu' quand quarante quatorze quatre que quel quelle
        quelles quelqu' quelque quels question qui quinze quoi regarde rendez rentrer repas rester retard revenir
        revoir rien riz roi rouge rue réveille s' sa sais sait salut samedi sans santé se seize semaine sept septembre
        sera ses seul seulement si sien six soeur soeurs soif soir soirée sois soit soixante sol soldes sommes son
        sont sors sortie souvent stationner subir suis suite sur sélectionner sœur ta tante tard te tellement temps
        tes tiens tirez toi ton toujours tourne tournez tous tout toute toutes train travail treize trente triste
        trois trop trouve trouver trouvé très tu tête un une va vais vas vendredi venez venir vers vert veut veux
        viande vide vie viens vient vieux ville vin vingt vite vive voici voie voilà voir vois voit voiture vol vos
        votre voudrais voulez vous voyage vrai vraiment vérité yeux zéro à ça échec école épouse équipe étaient était
        été êtes être œil œuf œufs
        """,
    "de": """
        ab abbiegen abbrechen abend abends aber abflug acht achtzehn achtzig alle allein alles als also alt am andere
        anderen anfang angebot angst ankunft anzeigen appetit april arbeit auch auf aufgabe auge augen august aus
        ausgang auswählen bahnhof bald bei beide beim bein beispiel bekommen benutzer bericht besser besserung bestand
        bestanden beste bett bezahlen biegen bier bin bis bisschen bissiger bist bitte blau bleib bleiben bohnen
        brauche brauchen brauchst bring brot bruder butter bürgermeister cousin da dabei dafür daher damals damit
        danach dank danke dann daran darauf darf das dass datei dateien davon dazu dein deine deinen dem den denken
        denn der deren des deshalb deutsch deutschland dezember dich dicht die dienstag dies diese diesem diesen
        dieser dieses dir doch donnerstag dort drei dreizehn dreißig drücken du durch durst dürfen eben echt ehefrau
        ei eier ein eine einem einen einer eines einfach eingang einmal eins elf ende endlich entschuldigung er erst
        erste es essen etwas euch euer eure euro fahren falsch familie februar fehler feier feierabend fenster fertig
        finde finden fisch fleisch flug frage fragen frau freitag freude freue freund freunde freundin frohe frohes
        fröhliche früh früher fährt fällt fünf fünfzehn fünfzig für füße ganz gar garten geben geburtstag gebäude
        gefahr gefunden gefällt gegen geh gehabt gehe gehen geht gelb geld gemacht genau genug gern gerne gesagt
        geschichte geschlossen geschwister gestern gesund getan gewesen gewinnt geöffnet gib gibt gleich glück
        glücklich glückwunsch groß große großen grün grüße gut gute guten guter gutes habe haben habt halb hallo halt
        hand hast hat hatte haus hause heim heiß heiße heißt helfen herr herzlich herzlichen heute hier hilf hilfe
        himmel hoffe huhn hund hunde hundert hunger hände hätte hör ich ihm ihn ihnen ihr ihre ihren im immer in ins
        irgendwie iss ist ja jahr jahre januar jede jeder jemand jetzt juli junge juni kaffee kalt kam kann kannst
        katze kauf kaufen kein keine keinen kind kinder klar klein kleine komm komme kommen kommst kommt kopf kostet
        krank kurz käse könig können könnte küche lange langsam lass lassen laufen leben leid leider lesen letzte
        leute licht lieb liebe lieber liebes lief links los mach machen machst macht mag mahlzeit mai mal man manchmal
        mann mannschaft mehr mein meine meinen meiner mensch menschen mich milch milliarden million millionen mir mit
        mittag mittwoch montag montags morgen muss musst mutter märz möchte möchten mögen müde müssen nach nachricht
        nachrichten nacht name natürlich neben nehmen nein neun neunzehn neunzig nicht nichts nie niemand noch
        november null nummer nun nur nächste nächster ob oben oder offen ohne oktober oma onkel opa ostern parken
        platz polizei preis prüfung quatsch rauchen rechnung recht rechts regen regierung regnet reis richtig rot ruhe
        saft sag sage sagen sagt samstag satz schade schatz schauen schlafen schlecht schließ schlüssel schnee schneit
        schnell schon schreiben schule schwarz schwester schön schöne schönen sechs sechzehn sechzig sehen sehr sei
        seid sein seine seinen seit seite selbst september sich sicher sie sieben siebzehn siebzig sind sitzen so
        sofort sohn sollen sollte sonderangebot sondern sonne sonntag sonst speichern spielen spieler sprechen spät
        später stadt steig stimmt straße stunde stunden suche tag tage tante tausend tisch tochter toll trink tschüs
        tschüss tun tut tür uhr um und ungültig ungültige uns unser unsere unten unter vater verboten vergessen
        vergiss verliert verloren verspätung verstehe verstehen viel viele vielen vielleicht vielmals vier vierzehn
        vierzig vom von vor vorher vorsicht wach wagen wahr wann war waren warm warte warten warum was wasser weg
        wegen weihnachten weil wein weit weiter weiß welche welt wem wenig weniger wenn wer werde werden werk wetter
        wie wieder wiedersehen will willkommen willst wir wird wirklich wirst wissen wo woche wochen woher wohin wohl
        wohne wohnt wollen wollte worden wort wunderbar wurde wäre wünsche würde zehn zeit ziehen zu zug zuhause zum
        zur zurück zusammen zwanzig zwei zwischen zwölf öffne über
        """,
    "it": """
        abbastanza abbiamo abita accordo adesso affari agosto ai aiutami aiuto al alcuni alla alle allo allora altra
        altri altro amica amici amico amo amore anche ancora andare andiamo anni anno annulla aperte aperto appena
        appetito apri aprile aprire arriva arrivato arrivederci arriviamo arrivo ascolta aspetta aspettare attenti
        attenzione auguri aula avanti avere avete aveva bagno bambini bambino basta bella belle bello bene benvenuti
        benvenuto bevi bianco bicchiere birra blu brava brutto buon buona buonanotte buonasera buone buongiorno buoni
        buono burro c' caldo calma campione cancellato cancello cane cani capisco capito cara carne caro casa casi
        caspita cento cerca certo che chi chiama chiamo chiave chiavi chiudi chiuso ci ciao cielo cinquanta cinque
        città coi col colazione come cominciare compleanno complimenti compra comprare con conosco conta conto contro
        corre corri cosa cose costa così credo cucina cugino cui d' da dai dal dalla dammi davvero degli dei del della
        delle dentro destra deve devi devo di dice dicembre diciannove diciassette diciotto dieci dietro dimenticato
        dimmi dio dire dispiace ditemi dobbiamo dodici dolce domanda domani domenica donna donne dopo dormire dove
        dovrebbe due duecento dunque durante ecco ed edificio entra entrata entro era eravamo errore esatto esci
        essere età euro fa faccia faccio facile fagioli fame famiglia fammi fare fatto febbraio felice ferma fermata
        fidanzata fidanzato figlia figlio figurati finestra fino formaggio forse forte fortuna fra fratello freddo
        fretta fumare fuori gamba gatta gatto gennaio gente giallo giardino giocatori giorni giorno giovane giovedì
        gira girare giugno giusto già giù gli governo grande grazie guarda guerra gusto ha hai hanno ho ieri il
        importa impossibile in incontro indietro infatti ingresso insieme invece io l' la lascia lasciami latte lavoro
        le lei lentamente letto libro lo lontano loro luglio lui luna lunedì là lì m' ma madre magari maggio mai mamma
        manda mangia mangiare mani mano mare mari marito martedì marzo mattina me medico meglio meno mentre mercoledì
        mese mesi messaggio mezza mezzo mi mia mie miei mila miliardi milione milioni mille ministro minuti minuto mio
        moglie molta molte molti molto momento mondo monte morto muoviti natale nave ne neanche negli nei nel nella
        nelle nemmeno nero nessun nessuna nessuno neve nevica nient' niente noi noioso nome non nonna nonno nostra
        nostro nota notizia notte novanta nove novembre nulla numero nuova nuovo occhi occhio oggi ogni ognuno oppure
        ora orario ore ottanta otto ottobre padre paese paga pagamento palazzo pane papà parcheggiare pare parla
        parlare parola parte passa passato paura pazzo peccato pensare pensi penso per perché perde perdere perdi
        perfetto pericolo perso persona persone però pesce piace piacere piano piccola piccolo piede pioggia piove più
        po poco poi polizia pollo porta porte possiamo posso possono posto potete potrebbe potuto povero pranzo prego
        prendere prendi presidente presto prima primo pro problema pronta pronto proprio prossima prossimo puoi può
        qua qual qualche qualcosa qualcuno quale quando quanta quanto quaranta quarta quarto quasi quattordici quattro
        quel quella quelle quelli quello questa queste questi questo qui quindi quindici quinta ragazza ragazzi
        ragazzo ragione resta ricorda riposo riso ritardo ritorno rosso sa sabato sai sali salute salva salve sapere
        saremo sarà sbagliato sbrigati scendi sconti scusa scusate scusi se secondo sede sedici segue sei seleziona
        sembra sempre sente senti sentire sento senza sera sereno sessanta sete settanta sette settembre settimana
        settimane si sia siamo sicuro siete significa signora signore sindaco sinistra sol solo sono sorella sorelle
        spingere squadra sta stai stanco stanno stare stasera stata state stato stazione stesso sto storia strada su
        sua subito successo succo sugli sul sulla suo suoi svegliati sé sì tanta tante tanti tanto tardi te tempo
        testa ti tira tirare torna tornare tra tre tredici treno trenta triste troppo trovare trovato tu tua tuo tuoi
        tutta tutte tutti tutto un un' una undici uno uomini uomo uova uovo uscita utente va vado vai vale vedere
        vediamo vedo veloce vende venerdì vengo venti verde verità verso vi viaggio vicino vide viene vieni vietato
        vince vino vita vite vive vivere voce vogliamo voglio voi volo volta volte vorrei vostro vuoi vuole zero zia
        zii zio è
        """,
    "nl": """
        aan acht al alle alleen alles als alsjeblieft alstublieft altijd andere anderen angst april august augustus
        avond bedankt beide ben bent bericht bestaat bestand bestanden beste bier bij bijna bijvoorbeeld binnen blauw
        boven broer brood daar dag dagen dan dank dat de december denken dertig deze dicht die dinsdag dit doe doen
        doet donderdag dood door dorst drie duizend dus echt een eens eerst eerste eet ei elf en er eten euro even
        familie februari fijne fout gaan gaat gebeurd gedaan geef geel geen gefeliciteerd geld geloof geluk genoeg
        geven geweest geweldig gisteren goed goede goedemiddag goedemorgen goedenavond graag groen groot haar had
        hallo hand heb hebben hebt heeft heel heet hele helemaal help hem hen het hier hij hoe hoeveel hoi honderd
        honger hou houd huis hun ieder iedereen iemand iets ik in is ja jaar jammer januari je jij jou jouw juli
        jullie juni kan kijk kind kinderen klaar klein kleine kom komen komt koud kun kunnen kunt laat lange laten
        later leider leuk leven licht lief links los maak maandag maar maart macht mag maken man me meer meest mei
        mensen met mij mijn misschien moeder moet moeten mooi morgen naar nacht name natuurlijk nee negen niemand niet
        niets nieuw nieuwe nodig nog nooit november nu nummer of oktober om oma omdat onder ongeldig ongeldige ons
        onze ook op opa opslaan over praten raam recht rechts regen regent regering reis rood rot samen schade
        september sleutels smakelijk sneeuwt spreek straat straks tante te tegen terug tien tijd to toch tot trein
        tussen twaalf twee twintig uit uur vaak vader van vanavond vandaag veel veertig ver verder verjaardag verloren
        vier vijf vijftig volgende voor vraag vriend vrienden vrijdag waar waarom wacht wagen wanneer want waren warm
        was wat water we weer weet weg wel welke welkom werden werk wie wij wil willen wit woensdag worden wordt zal
        zaterdag zeg zeggen zei zes zeven zien zijn zo zondag zonder zou zullen zus zwart één
        """,
    "pl": """
        aby albo ale ani bardzo bez brat by być był była było były błąd cały chce chcę chodź ci ciebie cię co coś czas
        czerwca cześć cztery czwartek czy czym deszcz dla dlaczego do dobra dobranoc dobre dobry dobrze domu drzwi dwa
        dwadzieścia dwanaście dzieci dziesięć dziewięć dzień dzisiaj dzięki dziękuję dziś gdy gdzie go godzin godzina
        grudnia głodny halo ich ile im imię innych ja jak jaki jakie jako jeden jego jej jest jestem jesteś jesteśmy
        jeszcze jeśli jutro już każdy kiedy klucze kocham kto która które którego który którzy kwietnia lipca
        listopada ludzie lutego ma maja mam mama marca masz mi mieć miło mnie mną mogę moja moje może możemy możesz
        można mu musi muszę my mój na nad najlepsze najlepszego nami nas następna następny nasz nic nich nie niedziela
        nieprawidłowa nieprawidłowy nigdy nim niż noc od okno on ona one oni oraz osiem otwórz pada pana pani
        października piątek pięć plik pliku plików po pociąg pod podczas pomoc poniedziałek powiedział proszę przed
        przepraszam przez przy raz razem rok roku rząd również sam siedem sierpnia siostra się skąd smacznego sobie
        sobota spokojnie sto stycznia swój sześć są ta tak taki także tata te tego tej ten teraz też to tobie trzeba
        trzy trzydzieści tu tutaj twoja twój ty tych tylko tym tysiąc urodzin wam was we widzenia wieczór wiem więc
        więcej września wszystkie wszystkiego wszystko wtorek wy za zamknij zaraz zawsze ze został zrobić złoty
        złotych śnieg środa że żeby życie
        """,
    "cs": """
        aby ahoj ale ani ano asi až bez bude budu by byl byla bylo být chce co dal den dnes do dobrou dobrá dobré
        dobrý dobře domu dva dík díky děkuji děkuju dělat děti hezký hodin hodně jak jako je jeden jeho jej její jen
        jenom jestli ještě ji jsem jsi jsme jsou jste já kde kdo kdy když kolik korun krát která které který lidi mi
        miluju mně moc mohl moje mu muset musí my má mám máme máte máš méně mě můj může můžeš můžu na nad narozeninám
        nas ne nebo nejsem nelze není neplatná neplatný než nic nich nikdy nim noc nám náš něco někdo od okno on ona
        one oni pak pana paní po pod podle pomoc pořád pro promiň prosím protože proč před přes při příští rok roku se
        si snad sobota soubor souboru soubory sto stále svůj sám ta tady tak taky také tebe ten teď to tobě toho tom
        trochu tu tvůj ty tě už ve velmi večer vlak vláda vy vám vás více vím všechno všichni vždy za zase zastávka ze
        zpátky zítra čas že život
        """,
    "sv": """
        aldrig alla allt april att av bara barn bett blev bli blir borde bort bra braa både börja dag dagen dags de
        december dem den denna deras dess det detta dig din ditt du där därför efter eftersom ej eller en ett farväl
        februari fick filen filer finns fint fler fram från få får födelsedagen för förlåt första ganska genom ger
        gick gillar gjorde glad god goda gott grattis gå går gör göra ha hade han hand har hej hejdå heller helt hem
        hen henne hennes herr heter hjälp hon honom hund hur hände här hör idag igen imorgon in ingen inget innan inte
        ja jag januari jo ju juli juni just kan kanske klar klockan kom komma kommer kronor kunde kväll kvällen känner
        la lika lilla lite liten los lycka länge man med mej men mer mera mig min mitt morgon mot mycket må många mår
        måste natt nej ner ni nog november nu nummer ny nytt när nära nästa någon något några nån och också ogiltig
        ogiltigt oj oktober om oss parken på redan regering regeringen regnet riktig rätt sa sade sagt samma se sedan
        september ser sig sin sitt ska skall skulle skynda snart snälla som stor stora står säga säger sätt så ta tack
        tackar tag tala tid tiden till tillbaka timmar titta tog tre tror trött två tåg tåget under upp ur ursäkta ut
        utan vad var vara varför varit varsågod vart vem vet vi vid vilken vill ville väl välkommen vänta älskar än
        ändå är år åt öppna över
        """,
    "da": """
        af aldrig alle alt angst april at august bare barn begge blev blive bliver både da dag dagen de december dem
        den denne der deres det dette dig din dit du efter ej eller elsker en ende er et familie farvel februar fik
        filen filer finde fint for fordi fra få får fødselsdag før første gerne gik giver gjorde glad god godmorgen
        godnat godt gå går gør gøre ha ham han har havde hedder hej hele heller helt hen hende hendes henne her himmel
        hjem hjælp hun hund hunde hvad hvem hver hvilken hvis hvor hvordan hvorfor idag igen ikke ind ingen intet ja
        januar jeg jer jo juli juni kan klar klokken kom komme kommer kroner kun kunne kære lad lange lidt lige lille
        links los lykkedes man mange med meget men mere mig million min mine mit mod morgen må måske nej nogen noget
        nogle nok november nu nummer ny når næste næsten og også oktober om onkel op os over overhovedet parken på
        regering regeringen regnet rigtig sag sagde sagen sagt samme se selv september ser sig sige siger sin skal
        skulle skynd snart som sted stor straks står synes så tag tage tak tid tiden til tilbage tillykke timer to tog
        toget tre tror ud uden ugyldig ugyldigt under undskyld var ved velkommen venner vi vide vil ville vores vær
        være været værsgo åben år ønsker
        """,
    "no": """
        aldri alle alt angst april at august av bare barn begge bein beste ble bli blir bort bra bursdagen både da dag
        dagen de deg dem den denne der dere deres det dette din ditt du ei eier eller elsker en er et etter familie
        farvel februar fikk filen filer fint for fordi fra fram få får før første gikk gir gjorde gjør gjøre glad god
        godt gratulerer gå går ha hadde hallo ham han har hei hele heller helt henne hennes her heter himmel hjelp
        hjem hun hund hva hvem hver hvilken hvis hvor hvordan hvorfor idag igjen ikke ingen inn intet ja januar jeg jo
        juli juni kalt kan kanskje kjære klar klokken kom komme kommer kroner kun kunne la lange like lille lite liten
        litt los mai man mange mann med meg meget men mer million min mine mitt morgen mot mye må måte natt nei neste
        nesten noe noen nok november null nummer ny nytt nå når og også oktober om onkel opp oss over parken på
        regjeringen regnet riktig rot sa sagt samme se seg selv september ser si sier sin sitt skal skulle snart som
        sted stor straks står synes så ta tak takk tante tid tiden til tilbake timer to tog toget tre tror ugyldig
        under unnskyld ut uten var ved velkommen venner vet vi vil ville vite våre vær være vært åpen år ønsker
        """,
    "fi": """
        aika aina ainakin alle anteeksi asia ei eikä eivät en enemmän ennen ensi entä että euroa hallitus haluan he
        hei heti huomenna huomenta hyvin hyvä hyvää hän hänen ihan ilman isä itse ja jo joka joku jonka jos jossa
        jotain joten juna juuri jälkeen kaikki kaikkien kaksi kanssa kello kertaa kiitos kiva kohti koska kotona kuin
        kuinka kuitenkin kuka kun kyllä liian lähtee mahdollista me mennä miksi mikä millainen milloin minua minulla
        minun minä missä mitä mitään moi moikka monta mua mukaan mutta myös mä ne niin niitä nimi noin nyt näin
        näkemiin nämä ole olemme olen olet oli oliko olin olisi olla ollut on onko onnea ovat paitsi paljon päivä
        päivää rakastan sa saa se sekä sen seuraava siellä siis siitä sillä sinulla sinun sinä sitten sitä
        syntymäpäivää sä tai takaisin talo tarvitsen te tervetuloa tiedosto tiedostoa tiedoston tiedä tiedän todella
        tule tulee tämä tänään tässä tätä täällä vaan vai vaikka vain vielä virhe virheellinen voi voin voit vuotta
        yksi yli yö yötä äiti
        """,
    "ro": """
        acasă aceasta această acest acolo acorda acum al ale alt am ani apoi apă ar are asta astăzi atunci au avea
        avem aș bine bun bună ca care carne casa ce cea cei cel cele celor costa cu cum cât câți că către da dacă de
        deci deja departe dimineața din dintre doar domnule dor două după ea ei el ele era eroare este eu ești fac
        face familia ferma fie fiecare fim fișier fișiere fișierul fost fără guvernul iar ieri in iubesc la le legal
        lei lire lor lui luna lângă mai mare mari me mea mereu merge meu mi mie mila mine mult multe mulți mulțumesc
        mâine mă nave ne nevalid nici nimeni nimic niște noapte noastră noi noroc nostru nota nu numai oi ora ore ori
        oricum pan pare parte pe pentru pierde poate pot poți prea prima prin problema puțin pâine până rog sa salut
        salva scuze se seara si sol stai stare state strada sunt suntem sunteți sus să săptămână ta te timp toate tot
        toți tras trebuie trece tren trenul tu un unde unei unu unui următoarea va vas vedere vei verde vi vin vine
        vino viu voce voi voie vol vom vor vorbești vrea vreau vă văd zero zi ziua îmi împreună în încă între îți și
        """,
    "hu": """
        adj aki akik akkor ami amikor amit annak arra az azok azt azért be bocsánat boldog bár csak csinál de diák
        döntött egy egyik egész első elég előtt ember engem ennek erre esetleg estét ez ezek ezt ezért fel forint fájl
        fájlt férfi gyere ha haza helló hiba hiszen hogy hogyan hol holnap hova hozzá hát ide idő igen ilyen is itt
        jobb jó jól jön kell ki kicsit kormány kér kérek kérem köszi köszönöm következő közben között lehet lenne lesz
        ma maga meg megálló menj mert mi minden mindig mint mit miért mondta most már még nagy nagyon napot ne neked
        nekem nem nincs nyugodt néha nélkül otthon persze reggelt rossz rá sajnálom se segítség semmi senki soha sok
        szeretlek szeretném szerint szia sziasztok szép született születésnapot szülinapot talán te tehát tudod tudom
        tényleg több ugye utca után vagy vagyok vagyunk vannak viszlát viszont viszontlátásra volt vonat éjszakát én
        érvénytelen és óra órakor össze úgy új üdv ő
        """,
    "tr": """
        ama ancak artık az bana bazı belki ben beni benim bey bile bilmiyorum bin bir biraz biri biz bizim bu bugün
        buna bunu burada buraya böyle büyük da daha de dedi defa değil diye dosya dosyası dosyayı doğru doğum durak
        efendim en et etti evde evet eğer fakat fazla gece geceler gel geldi geliyor geçersiz gibi git gitti göre güle
        gün günaydın günler güzel haber hadi hangi hata hayır hem henüz hep hepsi her hiç hoş hoşça hükümet iki ile
        ilk ise istiyorum iyi iyiyim için içinde kadar kalkıyor kaç kendi kez kimse kutlu lazım lira lütfen merhaba mi
        mu mü mı nasıl nasılsın ne neden nerede neredesin nereye niye olan olarak oldu olduğu olmak olsun olur on ona
        onlar onu onun orada peki rağmen saat sadece sana sen seni senin seviyorum siz sizin son sonra sonraki söyle
        süt tabii tamam tane tekrar teşekkür teşekkürler tren tüm var ve ver vermek veya ya yani yarın yeni yine yok
        yoksa yıl zaman çok çünkü önce özür şey şeyler şimdi şu
        """,
    "id": """
        ada adalah agar akan aku anda apa apakah atau bagaimana bahwa baik banyak baru begitu belum benar berapa
        berkas besar besok bisa boleh bukan cinta dalam dan dapat dari datang dengan di dia dua gagal hanya harga hari
        harus hati ini itu iya jadi jangan jika juga kabar kalau kalian kami kamu kan kapan karena kasih kau ke kepada
        kereta kesalahan kita lagi lain lebih maaf makan malam mana masih mau melakukan membuat mengapa mereka minum
        mungkin nanti oleh orang pada pagi pemerintah pergi perlu permisi pukul rumah rupiah saat saja sama sampai
        sangat satu saya sebuah sedang sekali sekarang selamat semoga semua seorang seperti siang siapa silakan sini
        sore sudah suka tahu tahun tak tapi telah tentang terima tersebut tetapi tidak tolong ulang untuk waktu ya
        yang
        """,
    "vi": """
        anh bao biết bây bạn bị chiều cho chào chúc chúng chỉ chị con các cái cám còn có cô cùng cũng cảm cần của cứ
        dạ em giúp giờ gì gặp hay hôm hơn hẹn khi không khỏe là làm lại lắm lỗi mai muốn mà mình mấy mẹ một mới nay
        ngon ngày người nhiều nhà nhé như những này nói năm nước nữa phải qua rất rồi sao sau sinh sáng sẽ thì thích
        thế tin tiếp trong trước tàu tên tôi tạm tập tối tốt từ việc vui và vào vâng vì vẫn vậy về với xin yêu ông
        đang đi đây đã đó được đến đồng ơn ạ ở
        """,
    "af": """
        aan as baie beter daar dag dankie dat die dis doen een ek en fout gaan goed haar het hier hierdie hom hy in is
        ja jou jy kan kom laat lêer maar meer met moet my nie niks nog nou om ons ook op sal sien so sê te uit van vir
        was wat weer wees wil word
        """,
    "bs hr sr": """
        ako ali bez bi bih bila bilo bio biti bolje bude da dan danas datoteka datoteke do dobar dobro dok dva evo ga
        gdje godina hvala ih ili ima imam iz ja je jedan jednog jer još kada kako kao kod koja koje koji li ljudi malo
        me mene mi mnogo mogu moj moja molim može mu na nam nas ne nego neki nema ni nije nikad ništa od on ona oni
        opet ovdje ovo po pod posle pri prije sa sam samo se sebe si smo sta su sutra sve svi ta tako te tebe ti to tu
        uvijek već vi više vrijeme za zašto zbog znam čovjek šta što
        """,
    "ca": """
        així això algun als altre amb any anys aquest aquesta aquí avui bon bona bé casa com d' de del dels dia diu el
        ella els em en encara entre era esteu està ets fa fer fins fitxer gran gràcies ha han haver hi hola ja jo l'
        la les li llengua lo meu meva mi molt molta moltes més món nom nosaltres on pel per perquè però poden pot que
        qui què sense ser ses seu seva si sobre som sí sóc són també tan te tinc tot tota tots tu un una uns usuari
        vaig vam van vol vostè és
        """,
    "et": """
        aga ainult alla ega ei enam et ette fail faili ja jah juba ka kas kell kelle kes kui kuidas kuni kus kõik ma
        me meie mida miks millal minu mis mitte mu mul müüa nad nagu need nii niing nüüd oled olen oli olla oma on
        palun peab pole pärast sa saab seda see selle selles siin siis sina sinu suur ta tema tere tuleb täna tänan
        vaid vana veel viga väga välja või võib üks üle
        """,
    "gl": """
        aquí así ata ben bo boa bos cando co coa como cun cunha da das de del dende deste do el ela eles en entre era
        erro es esta estou está eu fai ficheiro foi grazas ha hai home hoxe ir isto lle mais me meu miña moi moito
        máis na nas ningún nome non nos nosa ola onde os ou outra outro para pero pode podes por porque pra que quen
        sen ser seu si sobre son só súa tamén te ten teño todo todos tu un unha usuario vai xa xente é
        """,
    "lt": """
        apie ar ateiti ačiū aš be bet buvo būti dabar dar diena do dėl failas failo gal gali galima gerai gero ir iš
        jau jei ji jie jis jo jos ją jūs kad kai kaip kas kiek klaida kodėl kur labai labas man mano mes metų mums ne
        nes niekada nuo nėra pagal per po prašau prie savo su tai taip tas tau tik to todėl tu turi už viena vienas
        visi viskas yra į ši šis
        """,
    "lv": """
        ar arī bet bija būs cik datne diena dienu es gan ir ja jau jo jā jūs kad kas kur kā kļūda labdien lai lielu
        līdz lūdzu man mani mēs nav ne nederīgs nē pa paldies par pie pēc savu tad tas te tev tikai to tu tā un uz vai
        vairāk var visi viss viņa viņi viņš vēl šis šo
        """,
    "sk": """
        aby ahoj ako ale alebo ani asi až bez bol bola boli bolo bude budem budú by byť chyba dal do dobre dobrý dňa
        ešte ho hodín iba ich ja je jeho jej kde keď kto ktorá ktoré ktorý lebo len ma majú mi musí my má mám máte môj
        môže môžem mňa na nad neplatný nie niečo nikdy nič nás náš od on ona oni po pod podľa potom pre pred prečo pri
        prosím rokov sa si sme so som svoje sám sú súbor súboru ta tak tam teba teraz to toho tom treba tu ty už veľa
        veľmi viac viem vo vy vám vás však všetko za zo áno čas čo ďakujem že
        """,
    "sl": """
        ali ampak bi bil bila bilo biti bo bolj bom da dan danes datoteka datoteke do dobro dve eden en gre hvala ima
        imam in iz ja jaz je jih jo jutri kaj kako kateri ker ki kje ko koliko kot lahko le lepo ljudje me mi moj na
        naj nam napaka nas ne ni niso nič ob od on oziroma pa po pod pred pri prosim sam samo se sem si so sta ste
        tako tam te ti to tu tudi vam vendar ves več vi vse za zakaj če še že
        """,
    "sr": """
        gde jeste ovde pre uvek ако али без би био бити вам вас ваш веома вече већ више где да данас датотека добар
        добро довиђења ево за зашто здраво и иако извините или има имам испод када како кафа колико која које који
        кућа лаку лепо ли мене ми могу може молим моја на не нема никад нисам није ноћ од она они опет после први пре
        са сада сам само се си смо сте сутра тако такође тај твој тебе ти то у увек хвала хоћу чекај шта што ја је јер
        још јутро људи
        """,
    "ru": """
        а август августа аппетита апрель апреля без белый благодарю благодаря более больше большое брат был была были
        было быть в вам вас ваш ваша вдруг ведь вечер вечера вино вместе внимание во вода возможно восемь восемьдесят
        воскресенье вот время все всегда всего всем всех встреча всё вторник вход вы выход где глаза говорит говорить
        говоря год года голова голоден да давай давайте даже два двадцать две двенадцать дверь девочка девяносто
        девять декабрь декабря дела делать дело день десять дети для до доброе доброй добрый дождь дома домой друг
        другой друзья думаю его ее если есть еще ещё её ждите же живёт жизнь жёлтый за завтра закон закрыто зачем
        здесь здравствуй здравствуйте зелёный злая знает знаешь знаю и идёт из извини извините или им имя иногда их
        июль июля июнь июня к кажется как какая какие какой кафе ключ ключи когда команда конец конечно которая
        которые который кофе кошка красный кто куда курить кухня ладно ли лучше люблю люди май мама март марта мая
        между меня миллион миллионов мир мне много могу может можешь можно мой молодец молоко мою моя моё мы мясо на
        над надо налево нам направо нас наш наша не небо неверное неверный невозможно него недавно неделя нее
        некоторые нельзя несколько нет неужели неё ни нибудь никогда никто ним них ничего но новая нового новости
        новый ноль ночи ночь ноябрь ноября нравится ну нужно о об обед обязательно один одиннадцать одна одно ой окно
        октябрь октября он она они оно опять осторожно от открой открыто отлично отправляется очень ошибка папа пиво
        пишу плохо по под подожди поезд пожалуйста позвони поздравляю пока полиция помоги помогите понедельник понимаю
        понял поняла понятно после потерял потом потому почему почти пошли правда правительство предложение президент
        прекрасно при привет приветствую приятного прости простите просто против прошу пятница пять пятьдесят работа
        работает работу рад рада раз ребята рейс рождения рублей рубль рубля рука рыба с сам сама самый свидания свой
        себе себя сегодня сейчас семь семьдесят сентябрь сентября сестра синий сказал сказала сказать скидки сколько
        скоро слава следующая следующий слишком слово случай смотри снег снова со собака совсем сорок спасибо
        спокойной среда старик сто стоит столько страна суббота сын сыр сюда так такая также такой там твой твоя те
        тебе тебя телефон теперь то тогда тоже только тому тот три тридцать туда тут ты тысяч тысяча у удачи уж уже
        улица утра утро утром файл файла файлов февраль февраля хватит хлеб хорошая хорошего хороший хорошо хотел хотя
        хочет хочешь хочу цена час часа часов чего человек чем через четверг четыре что чтоб чтобы чёрный шесть
        шестьдесят эта эти это этого этой этом этот я является январь января
        """,
    "uk": """
        а аби або адже але бажаю без березень березня би бо брат був будь була були було бути білий більш більше біля
        в вам вас ваш ваша вдалося вдень вдома вересень вересня вечора вечір вже ви вибач вибачте виконати
        використання вино вихід виявлено вказано во вода вона вони воно вранці все всі вхід вівторок від відкрито
        відчинено вікно він вісім вісімдесят вітаю гарна гарний гарно гарного говорить годин година години годину
        голова голодний гривень гривні грудень грудня давай давайте даних дані два двадцять дванадцять двері де дев'
        дев'яносто день десять дещо для до добра добраніч добре добрий доброго доки дощ друг друже друзі дуже думаю
        дякую дім діти же живе жовтень жовтий жовтня з за завжди завтра загубив закон зараз зачекайте зачинено звати
        звичайно звідки звісно зелений злий знаю знижки знову зображення зустріч зустрічі зі йде його йому кава кави
        каже казати кафе квітень квітня класно ключ ключі коли команда котра котрий кохаю коштує краще кращий країна
        куди кухня кіт ласка ласкаво липень липня листопад листопада лише люблю люди людина лютий лютого ліворуч м'
        максимальна мама мене мені ми мир мова може можливо можна можу молодець молоко мою моя моє мушу мій мільйон
        мільйонів місто на навіть над нам народження нас наступна наступний наш наша не небо неділя некоректний нема
        немає неможливо неправильний ним них нова новий новини нового ну нуль ні ніж ніколи ніхто ніч нічого о об
        обережно один одинадцять одна однак ой ось отже отримати очі п' п'ятдесят п'ятниця палити пан пані папа
        перепрошую пиво по побачення поганий погано подарунок поки поле поліція помилка понеділок поруч потрібно потяг
        потім пошук поїзд правда праворуч працює президент при привіт про просимо просто проте прошу під після рада
        радий раз ранку ранок рахунок рейс риба робити року рука рядка рядок рік сам сама саме своє свій себе середа
        серпень серпня сестра синій сир система сказала скоро скільки слава слово смачного сніг собака сорок справи
        став сто стільки субота сьогодні сім сімдесят січень січня та так така такий також там тато твоя твій те тебе
        телефон тепер ти тисяч тисяча то тобі тоді той тому травень травня треба три тридцять трохи тут тільки у уже
        україна україни українська уряд файл файлу файлів хвилин хліб хоче хочу хто хтось це цей цього ця ці цілком
        час червень червня червоний через четвер чи чим чому чорний чотири шлях шістдесят шість щасти ще щира щиро що
        щоб щоденно щось я як яка яке який якщо які ясо ять є і іде із інколи інший їх їхній її
        """,
    "be": """
        або але быць вас вельмі вы вячора гэта гэтага гэты да дзе дзень дзеці дзякуй дзякую для добра добрай добры з
        за зараз заўтра каб кава калі каханне ласка мае мне можа мы на наступная не няма няправільны пабачэння памылка
        потым прабачце прывітанне раніцы сёння так таксама там толькі тут ты у уже файл файла хто цяпер чаму час што
        як які яна яны яшчэ ён ёсць і ў ўсё
        """,
    "bg": """
        а ако ала ама без беше би благодаря бъде в вас вече вечер ви вие внимание вода все всички във говоря година
        години грешка да давай даже дали два две де дела дело ден днес до добра добре добро добър довиждане дома друг
        е един една ето за заедно закон защо здравей здравейте здраво и извинете извини или им има имам искам каже как
        каква какво какъв като кафе които който колко която къде лека ли лошо ме между ми мир много мога може мой моля
        моя моят му на над нас наш не него неделя нещо ни ние никога но нова новини нощ нужно няма обичам от отлично
        още пак по повече под после почти предложение президент прекрасно при прости просто против път работа рождения
        с са сам сама само свой се себе сега си скоро слава след слово случай справи сто страна съвсем съжалявам съм
        също тази така там твоя те тези телефон ти то това този той три трябва тук тя уж улица утре утро файл файла
        файлът хотел цена час часа часът че ще я
        """,
    "mk": """
        а ако ама без беше би благодарам вас ваш ваша вечер вечера ви вие внимание во вода возможно год година години
        грешка да дали датотека два две де дела дело ден денес до добар добра добро довидување дома друг друже е една
        за заедно закон здраво зошто и извинете извини или им има имам каде каже каква како кафе кои колку конечно кој
        која ладно лека ли лошо луѓе ме мене ми мир многу може можно молам моја му на над нас наш наша не небо
        невозможно него нема ни ние но нова новости ноќ од она они пак по повторно под после правда прекрасно при
        прости против работа сакам сам сама само се себе сега си скоро слава со став сто страна сум таа така те тебе
        телефон ти тоа тој треба три тука улица утре утро фала хотел цена часа што јас ќе
        """,
    "ar": """
        أحبك أختي أخي أشكرك أكثر أن أنا أنت أنتم أنتِ أهلا أو أي أين إذا إلى إن الآن التي الحكومة الخير الذي الساعة
        السعر السلام السلامة القطار الله الليلة المحطة الناس اليوم ان انا انت اهلا بعد بك بكم تصبح تمام ثم جدا جزيلا
        حافظ حال حالك حتى حسنا خطأ خير دقيقة ذلك سعيد سلام سيد شكرا شكراً صباح صديقي طيب عام عفوا على عليك عليكم عن
        عند غدا غير فضلك فقط في قبل قد قطار قهوة كان كانت كل كم كيف لأن لا لك لكن لم لماذا لن له لي ليس ما ماذا مبروك
        متى مثل مرحبا مرحبًا مساء مع معك معي ملف من منذ نحن نعم هذا هذه هل هم هنا هناك هو هي و وداعا وعليكم وقت ولا
        وهو يا يوجد يوم
        """,
    "fa": """
        آقا آن آنها آیا از است السلام اما اگر ایستگاه این با باشد باشه بانو بخیر برای بسیار بعد بعدی بله به بود بی تا
        ترین تمام تو تومان جدا جی حافظ حال خانم خدا خداحافظ خطا خوب خوبم خوبی خیر خیلی دارد دارم داری در دست دو دوستت
        دولت را روز زیاد ساعت سلام شام شب شد شده شما صبح عزیزم فردا فقط قبل قطار لطفا لطفاً ما متشکرم مثل مرسی ممنون
        من مى می میشه نام نامعتبر نه نیست هر هست هستم هم همه هیچ و وقت ولی پرونده پس چرا چطوری چند چه چیست کجا کجایی
        کرد کردن کل کنم کنید که کون یا یک
        """,
    "ur": """
        آج آپ آیا اب اس السلام الله ان اور اگر ایک بات بخیر بعد بھی بہت بی ترین تمام تو تک تھا تھی تھے جو جی حافظ حال
        خدا خوب خیر داری دو دولت دیں روز رہا رہے ساتھ سب سلام سے شام شب شکریہ صبح عام قبل لئے لیے مجھے معاف ممنون میرا
        میرے میں نام نہیں نے وقت ولی وہ پر پھر چند کا کب کر کرنا کریں کل کو کون کہ کہاں کی کیا کیسے کیوں کے گا گی گے
        ہاں ہم ہو ہوا ہوں ہیں ہے یا یہ یہاں
        """,
    "hi": """
        अगर अगला अगली अच्छा अच्छी अपना अपने अब अभी अलविदा आज आप आपका आपके आपको आया इस उस एक ऐसा ऐसे और कब कभी कम कर
        करना करने करें करो कल कहाँ कहां का काम कि कितना कितनी कितने किया की कीजिए कीमत कुछ कृपया के कैसा कैसे को कौन
        क्या क्यों गई गया घर चाय चाहिए जन्मदिन जब जल्दी जा जाओ जी जो ठीक तक तब तुम तुम्हें तो था थी थे दिन दिया दूध
        देर दो धन्यवाद नई नमस्कार नमस्ते नया नहीं ना नाम ने पर पानी प्यार फ़ाइल फिर बजे बधाई बस बहुत बात बाद भी भूलना
        मत मिलते मिलेंगे मुझे में मेरा मेरी मेरे मैं यदि यह यहाँ या रहा रही रहे रात रुपये लगेंगे लिए ले वह वहाँ वाला
        वाले वो शुक्रिया शुभ संध्या सकता सकती सकते सब समय सरकार साथ सुप्रभात से स्वागत हम हमें हाँ हां ही हुआ हुई हुए
        हूँ हूं है हैं हो होगा होता होने
        """,
    "mr": """
        आणि आता आपण आपल्या आम्ही आला आली आहात आहे आहेत आहेस इथे उद्या एक कधी करतो करा करू कसा कसे काय किती कुठे कृपया
        केली केले कोण खूप घरी चला चांगले च्या जर झाला झाली झाले तर तुझे तुमचा तुमचे तुम्ही तू ते तो त्या दिवस धन्यवाद
        नको नमस्कार नमस्ते नवीन नाव नाही पण पाहिजे पुन्हा फाइल भेटू मध्ये मला माझा माझी माझे मी म्हणून या रात्री व
        वाजता वेळ शुभ सकाळ सर्व साठी स्वागत हा ही हे हो होता होती होते
        """,
    "ne": """
        अनि अब अर्को अहिले आज आफ्नो उनी एक कति कसरी कस्तो कहाँ किन कृपया के को खाना गर्न गर्नु गर्नुहोस् गर्ने घर छ
        छन् छु छैन छौं जन्मदिन ठिक तपाईं तपाईंलाई तपाईको तिमी तिमीलाई त्यो थियो दिन धन्यवाद धेरै नमस्कार नमस्ते नाम नि
        पनि बजे बिहानी भने भयो भोलि म मलाई मा माफ माया मेरो यो र रात राम्रो रुपैयाँ लाई लागि ले वा शुभ सबै समय सरकार
        हामी हुनुहुन्छ हुन्छ हो
        """,
}


def _languages_by_word() -> dict[str, list[str]]:
    languages: defaultdict[str, list[str]] = defaultdict(list)
    for spoken, words in _WORDS.items():
        for word in words.split():
            languages[word] += spoken.split()
    return dict(languages)


LANGUAGES_OF_WORDS = _languages_by_word()
"""For each telling word the languages in which it is common."""
LISTED = frozenset(" ".join(_WORDS).split())
"""The languages that have words here."""
