/** What people might type, and the slug of the report's actor they mean; of our own making. */
export const REPORT_QUERIES: readonly (readonly [query: string, slug: string])[] = lines(`
jardins associatifs dinan -> les-jardins-associatifs-de-dinan
jardin associatif -> les-jardins-associatifs-de-dinan
secours populaire dinan -> secours-populaire-du-pays-de-dinan
secour populere dinan -> secours-populaire-du-pays-de-dinan
bio solaire -> bio-solaire-jardin-de-cocagne-de-blois
biosolaire -> bio-solaire-jardin-de-cocagne-de-blois
cocagne blois -> bio-solaire-jardin-de-cocagne-de-blois
jardin de cocange blois -> bio-solaire-jardin-de-cocagne-de-blois
pat blois -> pat-de-blois
projet alimentaire blois -> pat-de-blois
projet alimentaire terrritorial -> pat-de-blois
emaus angers -> emmaus-angers
EMMAÜS ANGERS -> emmaus-angers
angers emmaus -> emmaus-angers
emmaus maine et loire -> emmaus-angers
ecopole audruicq -> ecopole-alimentaire-audruicq
écopole alimentaire audruick -> ecopole-alimentaire-audruicq
equalis -> equalis
equallis -> equalis
enregado -> l-enregado
l’enregado -> l-enregado
enregao -> l-enregado
econome toulon -> l-econome
econome -> l-econome
le village cavaillon -> le-village-cavaillon
village cavailon -> le-village-cavaillon
afls -> association-fruits-et-legumes-solidarite
asso fruits legumes solidarité -> association-fruits-et-legumes-solidarite
fruits et legume marseille -> association-fruits-et-legumes-solidarite
solidarité légumes fruits -> association-fruits-et-legumes-solidarite
banque alimentaire 13 bouches du rhone -> banque-alimentaire-des-bouches-du-rhone
banque alimentaire bouches du rhone -> banque-alimentaire-des-bouches-du-rhone
banque alimantaire bouche du rhône -> banque-alimentaire-des-bouches-du-rhone
min arnavaux -> min-des-arnavaux
marché intérêt national -> min-des-arnavaux
arnavau -> min-des-arnavaux
marmite solidaire -> la-marmite-solidaire
marmitte solidaire pontarlier -> la-marmite-solidaire
mfr pontarlier -> mfr-de-pontarlier
maison familiale rurale -> mfr-de-pontarlier
maison rurale familliale -> mfr-de-pontarlier
baluchon -> baluchon
emmaus defi -> emmaus-defi
emmaus défis -> emmaus-defi
terres de lorraine -> pat-terres-de-lorraine
pat sud 54 -> pat-terres-de-lorraine
emplette et cagette -> emplettes-et-cagettes
cagettes emplettes -> emplettes-et-cagettes
jardins du coeur -> jardins-du-coeur
jardins du cœur -> jardins-du-coeur
chantiers insertion restos du coeur -> jardins-du-coeur
paniers de la mer lorient -> paniers-de-la-mer-lorient
panier mer st malo -> paniers-de-la-mer-saint-malo
paniers mer saint-guenole -> paniers-de-la-mer-saint-guenole
penmarch paniers de la mer -> paniers-de-la-mer-saint-guenole
paniers mer fecamp -> paniers-de-la-mer-fecamp
paniers de la mer boulogne -> paniers-de-la-mer-boulogne-sur-mer
ag2r -> ag2r-la-mondiale
fondation avril -> fondation-avril
fondation carraso -> fondation-carasso
credit agricole alpes -> fondation-credit-agricole-alpes-provence
fondation climat -> fondation-europeenne-pour-le-climat
macif -> fondation-macif
saint moret -> saint-moret
st moret -> saint-moret
cocolupa -> cocolupa
lutte précarité alimentaire -> cocolupa
dgcs -> dgcs
cohésion sociale direction générale -> dgcs
dgal -> dgal
direction generale alimentation -> dgal
ministere agriculture -> ministere-de-l-agriculture
ministere du travaille -> ministere-du-travail
igas -> igas
inspection affaires sociales -> igas
conseil etat -> conseil-d-etat
conseil national alimentation -> conseil-national-de-l-alimentation
ddets 44 -> ddets-44
ddets loire atlantique -> ddets-44
ddets haute-loire -> ddets-43
ddets var -> ddets-83
prefecture yvelines -> prefecture-des-yvelines
préfecture des bouche du rhône -> prefecture-des-bouches-du-rhone
direccte paca -> direccte-paca
dreets occitannie -> dreets-occitanie
draaf bfc -> draaf-bourgogne-franche-comte
draaf grand est -> draaf-grand-est
ademe -> ademe
transition ecologique -> ademe
agence cohesion territoires -> anct
franceagrimer -> franceagrimer
france agrimer -> franceagrimer
caisse depots -> caisse-des-depots
caisse des dépot et consignation -> caisse-des-depots
banque territoires -> banque-des-territoires
mutualité sociale agricole -> msa
msa haute normandie -> msa-haute-normandie
caf haute normandie -> caf-haute-normandie
carsat -> carsat-normandie
dinan agglo -> dinan-agglomeration
cc audruicq -> cc-region-audruicq
communauté communes audruicq -> cc-region-audruicq
ccas ollioules -> ccas-d-ollioules
centre communal action sociale ollioule -> ccas-d-ollioules
departement doubs -> departement-du-doubs
dpt meurthe et moselle -> departement-de-meurthe-et-moselle
métropole aix marseille -> metropole-aix-marseille-provence
grand nancy -> metropole-du-grand-nancy
preval doubs -> preval-haut-doubs
ville de nice -> ville-de-nice
vile de bordeaux -> ville-de-bordeaux
andes -> andes
épiceries solidaires -> andes
atd quart monde -> atd-quart-monde
croix-rouge -> croix-rouge-francaise
croix rouje française -> croix-rouge-francaise
entraide protestante -> federation-de-l-entraide-protestante
fédé entraide protestante -> federation-de-l-entraide-protestante
ffba -> federation-francaise-des-banques-alimentaires
fed banques alimentaires -> federation-francaise-des-banques-alimentaires
civam auvergne -> fr-civam-auvergne
gesra -> gesra
épiceries sociales occitanie -> gesmip
labo ess -> labo-ess
resaux cocagne -> reseau-cocagne
restos du coeur -> restos-du-coeur
restaurants du cœur -> restos-du-coeur
secours catolique -> secours-catholique
caritas -> secours-catholique
spf -> secours-populaire-francais
sollaal -> solaal
ugess -> ugess
vrac lyon -> vrac-lyon
vrac st etienne -> vrac-saint-etienne
vrac saint-etiene -> vrac-saint-etienne
vrac finistère -> vrac-finistere
vrac nord -> vrac-hauts-de-france
passerelle blois -> la-passerelle-blois
épicerie sociale blois -> la-passerelle-blois
secours populaire blois -> secours-populaire-blois
resto du coeur blois -> restos-du-coeur-blois
lsdh -> lsdh
laiterie saint denis hotel -> lsdh
laiterie st denis -> lsdh
jus fruits alsace -> jus-de-fruits-d-alsace
tetrapack -> tetra-pak
chambre agriculture moselle -> chambre-d-agriculture-de-meurthe-et-moselle
ensaia -> ensaia
école agronomie industries alimentaires -> ensaia
`);

function lines(text: string): (readonly [string, string])[] {
  return text
    .trim()
    .split('\n')
    .map((line) => line.split(' -> ') as [string, string]);
}
