import { GEOGRAPHY_TEXTS, type GeographyFaultCode } from './geography/fault-texts';
import type { FramingCode } from './input/framing-fault';

/** One value of one row that cannot be taken. */
export interface Fault {
  line: number;
  /** Name of the column in our schema; empty when the whole row is meant. */
  column: string;
  value: string;
  code: FaultCode;
  detail: string;
}

export type FaultCode =
  | FramingCode
  | GeographyFaultCode
  | 'REQUIRED'
  | 'NOT_IN_LIST'
  | 'NOT_A_NUMBER'
  | 'NEGATIVE'
  | 'TOO_LARGE'
  | 'TOO_MANY_DECIMALS'
  | 'MIXED_DECIMALS'
  | 'NOT_A_DATE'
  | 'DATE_OUT_OF_RANGE'
  | 'ENDS_BEFORE_START'
  | 'TOO_LONG'
  | 'DUPLICATE_EXTERNAL_ID'
  | 'ID_TAKEN'
  | 'UNKNOWN_PRODUCT'
  | 'UNKNOWN_INDICATOR'
  | 'UNKNOWN_SCHEME'
  | 'UNKNOWN_ACTOR'
  | 'AMBIGUOUS_ACTOR'
  | 'MALFORMED_ACTOR'
  | 'WRONG_SIRET_KEY'
  | 'UNKNOWN_PROJECT'
  | 'UNKNOWN_TERRITORY'
  | 'MALFORMED_TERRITORY'
  | 'UNKNOWN_POSTAL_CODE'
  | 'POSTAL_CODE_OF_SEVERAL'
  | 'AMBIGUOUS_CODE'
  | 'BATCH_FEEDS_ITSELF'
  | 'SHARE_OUT_OF_RANGE'
  | 'BAD_JSON'
  | 'NOT_A_RECORD'
  | 'WRONG_TYPE'
  | 'UNREADABLE_TEXT'
  | 'COORDINATES_SWAPPED'
  | 'COORDINATES_OUT_OF_RANGE'
  | 'HALF_A_PLACE';

/** Reason and remedy of each code, in the language of those who make the files; "%" stands for the detail. */
const TEXTS: Record<FaultCode, [reason: string, remedy: string]> = {
  ...GEOGRAPHY_TEXTS,
  UNCLOSED_QUOTE: [
    'guillemet ouvert ici et jamais refermé (cherché jusqu’à la ligne %, ou sur plus de 1 Mo)',
    'refermez le guillemet ; un guillemet à l’intérieur d’un champ se double ("")',
  ],
  MISPLACED_QUOTE: [
    'guillemet mal placé : ouvert ici, il coupe un champ en deux',
    'entourez tout le champ de guillemets et doublez ceux du texte ("")',
  ],
  STRAY_CARRIAGE_RETURN: [
    'retour chariot isolé au milieu de la ligne',
    'terminez toutes les lignes de la même façon (LF ou CRLF)',
  ],
  NUL_BYTE: ['la ligne contient un octet nul', 'enregistrez le fichier au format « CSV UTF-8 »'],
  RECORD_TOO_LONG: [
    'ligne ou champ de plus de %, ou fichier sans fins de ligne',
    'vérifiez les fins de ligne et les guillemets ; aucun champ n’a besoin de cette longueur',
  ],
  FIELD_COUNT: [
    '% champs attendus',
    'ajoutez ou retirez un séparateur ; un champ qui contient le séparateur s’écrit entre guillemets',
  ],
  MIXED_ENCODING: [
    'la ligne n’est pas dans l’encodage du reste du fichier (%)',
    'enregistrez tout le fichier dans un seul encodage, de préférence « CSV UTF-8 »',
  ],
  TOO_MANY_FAULTS: [
    'plus de % lignes mal formées : la lecture s’arrête là',
    'corrigez la cause commune (séparateur, guillemets, encodage), puis recommencez',
  ],
  REQUIRED: ['valeur absente', 'remplissez cette colonne : elle est obligatoire'],
  NOT_IN_LIST: ['valeur inconnue de cette liste', 'choisissez parmi : %'],
  NOT_A_NUMBER: [
    'ce n’est pas un nombre',
    'écrivez des chiffres, avec un point ou une virgule décimale, sans unité ni séparateur de milliers',
  ],
  NEGATIVE: [
    'nombre négatif',
    'une quantité est positive ou nulle ; un retour est un flux dans l’autre sens',
  ],
  TOO_LARGE: ['nombre hors de toute vraisemblance (plus de %)', 'vérifiez le nombre et l’unité'],
  TOO_MANY_DECIMALS: ['plus de % décimales', 'arrondissez à % décimales'],
  MIXED_DECIMALS: ['le fichier mêle la virgule et le point décimal', 'écrivez tous les nombres avec %'],
  NOT_A_DATE: ['ce n’est pas une date du calendrier', 'écrivez AAAA-MM-JJ, par exemple 2024-06-30'],
  DATE_OUT_OF_RANGE: ['date avant 1900 ou après 2100', 'vérifiez l’année'],
  ENDS_BEFORE_START: [
    'la période finit avant de commencer (début : %)',
    'échangez ou corrigez les deux dates',
  ],
  TOO_LONG: ['plus de % caractères', 'raccourcissez cette valeur'],
  DUPLICATE_EXTERNAL_ID: [
    'identifiant déjà employé dans ce fichier, ligne %',
    'donnez à chaque ligne un identifiant qui n’est qu’à elle, ou retirez le doublon',
  ],
  ID_TAKEN: [
    'cet identifiant en donne un qui appartient déjà à une autre source',
    'changez le nom de la source (--source)',
  ],
  UNKNOWN_PRODUCT: ['produit inconnu%', 'prenez un code de la liste des produits (champ products de l’API)'],
  UNKNOWN_INDICATOR: ['indicateur inconnu%', 'prenez un code d’indicateur de l’API'],
  UNKNOWN_SCHEME: [
    'dispositif inconnu%',
    'prenez un code de la liste des dispositifs (champ fundingSchemes de l’API)',
  ],
  UNKNOWN_ACTOR: [
    'aucun acteur de l’annuaire ne porte cet identifiant',
    'vérifiez le numéro, ou faites d’abord entrer l’acteur dans l’annuaire',
  ],
  AMBIGUOUS_ACTOR: [
    'plusieurs acteurs portent ce numéro : %',
    'donnez l’identifiant court (slug) de l’un d’eux',
  ],
  MALFORMED_ACTOR: [
    'ni un SIRET (14 chiffres), ni un numéro RNA, ni un identifiant d’acteur',
    'écrivez un SIRET, un numéro RNA (W + 9 caractères) ou un identifiant tel que reseau-cocagne',
  ],
  WRONG_SIRET_KEY: [
    'SIRET inconnu de l’annuaire, et sa clé de contrôle est fausse',
    'vérifiez les 14 chiffres : il y a sans doute une faute de frappe',
  ],
  UNKNOWN_PROJECT: ['projet inconnu', 'prenez l’identifiant court (slug) d’un projet de l’API'],
  UNKNOWN_TERRITORY: [
    'territoire inconnu du code officiel géographique',
    'vérifiez le code ; "territories(search: …)" de l’API le trouve',
  ],
  MALFORMED_TERRITORY: [
    'ce n’est ni un identifiant de territoire, ni un code commune, ni un code postal',
    'écrivez par exemple commune:41018, epci:200030385, departement:41, 41018 ou postal:41000',
  ],
  UNKNOWN_POSTAL_CODE: ['code postal inconnu', 'vérifiez le code, ou donnez le code commune'],
  POSTAL_CODE_OF_SEVERAL: [
    'ce code postal couvre plusieurs communes : %',
    'donnez le code de l’une d’elles, par exemple commune:41018',
  ],
  AMBIGUOUS_CODE: [
    'ce code est à la fois un code commune et un code postal : %',
    'écrivez commune:… ou postal:…, ou dites-le pour tout le fichier par --codes commune ou --codes postal',
  ],
  BATCH_FEEDS_ITSELF: ['le lot s’alimente lui-même, par %', 'corrigez le lot ou ses lots utilisés'],
  SHARE_OUT_OF_RANGE: ['part hors de 0 à 1', 'écrivez une part entre 0 et 1 : 25 % s’écrit 0.25'],
  BAD_JSON: [
    'la ligne n’est pas du JSON, ou elle est coupée',
    'écrivez un objet JSON entier par ligne ; si c’est la dernière, téléchargez de nouveau le fichier',
  ],
  NOT_A_RECORD: [
    'ce n’est pas un objet JSON avec des champs',
    'chaque élément de la liste décrit une structure : {"id": …, "nom": …}',
  ],
  WRONG_TYPE: ['la valeur n’est pas %', 'reprenez le type que donne le schéma (--schema)'],
  UNREADABLE_TEXT: [
    'le texte contient un caractère nul ou une moitié de caractère',
    'enregistrez de nouveau le fichier en UTF-8 depuis sa source',
  ],
  COORDINATES_SWAPPED: [
    'latitude et longitude sont échangées : le point tombe en France une fois remises en place',
    'échangez les deux champs',
  ],
  COORDINATES_OUT_OF_RANGE: [
    'ce n’est pas un angle : une latitude va de -90 à 90, une longitude de -180 à 180',
    'vérifiez les coordonnées, en degrés décimaux (WGS 84)',
  ],
  HALF_A_PLACE: ['il manque l’une des deux coordonnées', 'donnez latitude et longitude, ou aucune des deux'],
};

/** What is wrong, in words. */
export function reasonOf({ code, detail }: Pick<Fault, 'code' | 'detail'>): string {
  if (code === 'FIELD_COUNT') {
    const [found, expected] = detail.split('|');
    return `${found} champs au lieu de ${expected}`;
  }
  return TEXTS[code][0].replace('%', () => detail);
}

/** What to do about it, in words. */
export function remedyOf({ code, detail }: Pick<Fault, 'code' | 'detail'>): string {
  return TEXTS[code][1].replace('%', () => detail);
}
