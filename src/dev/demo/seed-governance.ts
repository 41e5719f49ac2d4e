/** Why primary care has no one in the groups, as the documents have it (seed-018, seed-041, seed-052). */
export const SEED_PRIMARY_CARE = {
  stockholm:
    'En av orsakerna är att det finns många olika aktörer som bedriver primärvård i Stockholm. Det är svårt för en aktör att representera all primärvård i en ledningsgrupp. (Stockholms stad, årsrapport 2016, seed-018)',
  spangaTensta:
    'Det är på grund av att det finns många olika aktörer som bedriver primärvård i Stockholm svårt för en aktör att representera all primärvård. När ingen utövare heller tar det direkta ansvaret att delta uppstår lätt ett tomrum där man tror att någon annan representerar. (Spånga-Tensta, redovisning 2020, seed-041. Samma redovisning kryssar ja för primärvården.)',
  tyreso:
    'Ingen representant från primärvården beror på att det är svårt att samordna primärvården då det finns flera privata aktörer. (Tyresö, redovisning 2023, seed-052)',
} as const
