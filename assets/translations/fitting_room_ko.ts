<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>More menus</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} percent</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CellDelegate</name>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CheckLine</name>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClientBar</name>
    <message>
        <source>Client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More about this client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a note…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove with all photos</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CoachList</name>
    <message>
        <source>What a good photo needs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message>
        <source>Add this look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add this look to the comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove all looks from the comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wear something else and add it: two to six looks are shown side by side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Six looks are compared. Remove one to add another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} looks are compared.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Deeds</name>
    <message>
        <source>The look was kept. You find it under Looks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wardrobe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fitting Room tries clothes on pictures, on this computer only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is sent anywhere. The code is free, under the Apache License 2.0.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Diagnostics</name>
    <message>
        <source>Diagnostics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fitting room did not end by itself last time. This text helps to find out why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This text helps to find out what went wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It holds no pictures and no names of files, and goes nowhere unless you paste it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the diagnostics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the diagnostics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Dressing</name>
    <message>
        <source>Open “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print the look</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>Favourites only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the wardrobe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, tag, colour or kind (Ctrl+F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FittingPage</name>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold to see the photo as it was (B)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the look among your looks (Ctrl+D)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the look (Ctrl+S)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 wearing %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose something to wear.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FittingRoomWindow</name>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GarmentEditor</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags, with commas between them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sleeves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GridModel</name>
    <message>
        <source>%1 in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not made yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>being made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>made</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GridView</name>
    <message>
        <source>Looks</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImportReview</name>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n added</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to check</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n will not work</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n already here</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>What was found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Importer</name>
    <message>
        <source>The picture could not be pasted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it as a file and add that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adding garments</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobList</name>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete cancels a job; Alt with up or down moves it in the line.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LookCanvas</name>
    <message>
        <source>Drop a photo of a person here, or press Ctrl+O.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In colour: what changed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LookDelegate</name>
    <message>
        <source>A look</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LookKeeping</name>
    <message numerus="yes">
        <source>%n look(s) kept.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Saved as “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LookPaper</name>
    <message>
        <source>PDF (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the lookbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Printing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The printer does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that it is on, or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n look(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LookbookDialog</name>
    <message>
        <source>Export a lookbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LooksGrid</name>
    <message>
        <source>Kept looks</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LooksModel</name>
    <message>
        <source>The picture is on its way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture is missing. It can be made again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture is gone, and so is what it was made from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LooksPage</name>
    <message>
        <source>Looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” was removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n look(s) were removed.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No look fits. Look for less, or show all of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks that you keep are shown here. Keep one with Ctrl+D.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take off the favourites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to the favourites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wear again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the picture again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export a lookbook…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This look cannot be worn again, because “%1” is gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its picture can still be exported, printed and dragged out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no picture to put on paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the pictures again first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show favourites only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wear this look again (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as favourite (F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the chosen looks (Delete)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print looks (Ctrl+P)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lookbook…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export a lookbook (Ctrl+E)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MaskCanvas</name>
    <message>
        <source>Photo with the mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sleeve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Person&apos;s left side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Person&apos;s right side</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MaskEditor</name>
    <message>
        <source>Undo the last change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo the change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo (Ctrl+Shift+Z)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the changes to the mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apply the mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move handles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag the handles on the body</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint what may change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint what must stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the brush ([ and ])</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Protect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held things</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other clothes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Protect: {part}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset the mask</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Message</name>
    <message>
        <source>Do something about it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MirrorPage</name>
    <message>
        <source>Very good. Hold still.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As others see you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wearing %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Getting %1 ready…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mirror is starting.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MirrorPanel</name>
    <message>
        <source>Help me take a good photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live mirror</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No camera yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn the picture by a quarter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For a camera that stands on its side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show me as in a mirror</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos are always kept as others see you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For a good photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When all is green, the photo is taken by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the photo now (Space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MirrorView</name>
    <message>
        <source>Live mirror</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NameBar</name>
    <message>
        <source>OK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take this name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OutfitBoard</name>
    <message>
        <source>Outfit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bottoms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take all off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Regular</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tucked in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not known where “%1” is worn. Choose its category in the wardrobe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A dress is worn alone. Take off %1 first, or drop the dress on the person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing goes with a dress. Take off %1 first, or drop the garment on the person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top in front</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bottoms in front</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer order: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wear the other piece in front where top and bottoms meet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OutfitSlot</name>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take off %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it off (Del)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: not with %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Find anything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find actions, garments and people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a few letters of an action, a garment or a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PeoplePanel</name>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a photo of a person (Ctrl+O)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a photo here, paste one, or press Open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is this photo called?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is this person called?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What should you remember?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is the new client called?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unnamed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More ways to add a photo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoIntake</name>
    <message>
        <source>There is no picture on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy a picture first, then paste it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pasted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture on the clipboard could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open “%1”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoList</name>
    <message>
        <source>Photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoModel</name>
    <message>
        <source>%1, chosen</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PictureHeader</name>
    <message>
        <source>Outfits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Home: one person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stylist: several clients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move only what must move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live mirror</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first one found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show me as a mirror does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures are saved as others see you, with writing the right way round.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save into</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG: every pixel as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JPEG: smaller files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remember the looks I make</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to save looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save into %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Presentation</name>
    <message>
        <source>Fitting Room: second screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The look on the second screen</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProgressStrip</name>
    <message>
        <source>Progress of the import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop adding garments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adding %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>about %n second(s) left</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueChip</name>
    <message>
        <source>Show the queue (Ctrl+J)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueuePanel</name>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the chosen jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the chosen jobs (Delete)</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n to do</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with the background work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause the background work</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Running</name>
    <message>
        <source>Something went wrong inside the fitting room.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on, or start it again; Help, Copy diagnostics has the details.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hold %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShotStrip</name>
    <message>
        <source>Which one shall it be?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sharpest one with open eyes is chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photo %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The best one</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SplitSlider</name>
    <message>
        <source>Divider between before and after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag to compare the photo with the look</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>Drop it to wear it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StageDirector</name>
    <message>
        <source>Photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find out what may change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the steps</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StageTools</name>
    <message>
        <source>Before and after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag a line between photo and look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put looks side by side (C)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what differs from the photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show how the picture was made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide what may change (M)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom out (−)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole picture (0)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom: {percent} %. Show the whole picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StepsPage</name>
    <message>
        <source>Step: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut-out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Body parts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>May change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fitted clothes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo as it was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the joints are. The person&apos;s own left is orange, the right is blue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The person without the room.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What each part of the picture was taken for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grey may change. Blue is protected. You can correct it with the mask (M).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new clothes, fitted to the body.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything put together.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StylistPage</name>
    <message>
        <source>Me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unnamed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 pictures are too many for one table. Choose fewer, up to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) could not be made</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n second(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Export the looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People to dress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outfits to try on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add what is worn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the outfit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose people, and add what they shall wear. Every picture of the table is made for you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop making pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the chosen looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as a contact sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In what</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose from the wardrobe…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done choosing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TroubleCard</name>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the camera</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring back who was removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” was removed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UndoStrip</name>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring back what was removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” was removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n garment(s) were removed.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WardrobePanel</name>
    <message>
        <source>Wardrobe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bottoms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n garment(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing here is like that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop pictures of clothes here, or a folder of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add garments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder of garments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No favourite any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a picture of the back…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a picture of the back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder of pictures…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Pane</name>
    <message>
        <source>Remove {look} from the comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from the comparison</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a photo…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add garments…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder of garments…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the look…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export a lookbook…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print the look…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the wardrobe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find anything…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop what is being done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take everything off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take a picture in the mirror</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the changed pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fitting room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live mirror</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stylist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show on a second screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy diagnostics…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Fitting Room</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>demo</name>
    <message>
        <source>Anna</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imani</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mei</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ruth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dalia</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kofi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marco</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imani, webcam</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Breton T-shirt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sunset T-shirt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bolt T-shirt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocks T-shirt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letter tank top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Oxford shirt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plaid shirt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chambray blouse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zigzag long-sleeve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camel sweater</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blue jeans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Olive chinos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Khaki shorts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plaid skirt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Black pencil skirt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ditsy dress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polka-dot dress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flower dress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wine-red dress</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mirror</name>
    <message>
        <source>One person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right distance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything in the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Facing the camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arms a little out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enough light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standing still</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step in front of the camera.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One person at a time, please.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step back a little.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Come a little closer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to the middle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your head should be in the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step back until your feet are in the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Face the camera.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold your arms a little away from your body.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More light from the front, please.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn away from the bright window behind you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold still.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sentences</name>
    <message>
        <source>Close other programs that use the graphics card, or use the warp engine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory ran out, even with less to hold at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs that use the graphics card, choose the draft preset, or use the warp engine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the warp engine: it runs on any computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{device} has {free} GB free, too little for “{model}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{model}” needs a graphics card, and none was found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{file}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy or download it again, or choose another picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it smaller in a photo program first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the name and the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of the pictures in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a picture file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy or download it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is damaged or incomplete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has more than {most} megapixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is a device, not a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is empty (0 bytes).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a JPEG, PNG, WebP or HEIC file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is too small: {width} by {height} pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a picture with at least {pixels} pixels on the shorter side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} could not be read ({reason}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not a picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bottoms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The outfit is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a top, bottoms or a dress.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A dress replaces both top and bottoms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take off the dress, or the other pieces, first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct its category, or put it in its own place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wear one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” was put where {place} go, but it is filed under {category}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{one}” and “{other}” are both {category}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights of “CatVTON” are damaged, or do not belong together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repair them with `fitting-room models repair catvton sd15-inpainting sd15-vae`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The parts that run neural networks are not installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install them with `pip install &apos;fitting-room[gpu]&apos;`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repair them with `fitting-room models repair fashn`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights of “{model}” are damaged, or are those of something else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The garment could not be told from its background.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photograph it lying flat or hanging, whole, on a plain surface of another colour.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A person wears it in the picture; the top was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A person wears it in the picture; the bottom piece was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A person wears it in the picture; the dress was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is cut off by the edge of the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is hard to read in this picture; please check its category and outline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share:.0%} of “{name}” was hidden and has been guessed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No tops can be seen on the person in the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No bottoms can be seen on the person in the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No dress can be seen on the person in the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another category, or a picture of the garment alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a picture from the front, or one of the garment alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} people found; dressing the largest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No person was found in this photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>legs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {upper} and the {lower} cannot be seen in this photo, but {what} need them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too little of a person can be made out in this photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo is too dark to tell cloth from skin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it again with more light from the front.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The person is seen from behind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a photo taken from the front.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The person is turned too far to the side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The person is sitting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a photo of somebody who stands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {part} cannot be seen in this photo, but {what} need them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step back, so that the whole body fits into the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shoulders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings could not be read; they were kept as “{name}”, and the usual ones are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings are from a newer fitting room; they were kept as “{name}”, and the usual ones are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again later; a proxy or virus scanner may be changing downloads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What arrived for “{model}” is not what the hub announced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the network, then install it again: the download goes on where it stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection broke while “{model}” was downloaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update the fitting room; if that does not help, import the model from a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hub does not have “{model}” as it is expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model hub cannot be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the network, or import the model from a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hub gives “{model}” only to people who have accepted its licence there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download it from {address} in a browser, then import it from that folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of: {models}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another engine, or change what this installation is for in the preferences.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The licence of “{model}” does not allow this use: {licence}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the folder again, or install the model from the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{file}” of “{model}” is missing there, or is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to verify.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that you may write there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{file}” of “{model}” is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repair it with `fitting-room models repair {id}`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model “{model}” is not installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install it with `fitting-room models install {id}` (about {megabytes} MB).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update the fitting room if a newer one wrote it; else delete that file and install the models again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing says which files belong to “{model}” in this version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the folder with `fitting-room models export`, which writes “{name}” beside the files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room for “{model}”: it takes {megabytes} MB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space on the disk of “{folder}”, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room left for the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models cannot be written to “{folder}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of model checksums, “{path}”, cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again when it is done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program is changing the models; “{model}” has to wait.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No camera was found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plug one in; it is used as soon as it is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fitting room may not use the camera.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow it in the privacy settings of your system; the mirror starts by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The camera gives no picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs that use it, or choose another camera.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The camera was unplugged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plug it in again; the mirror goes on by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The film cannot be played.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a video, or a folder of pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no engine “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of: {engines}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another one with -o.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder “{folder}” could not be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” could not be written ({reason}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a name that ends in .png, .jpg or .webp.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space or choose another disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create it or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures cannot be saved as “{ending}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it as PNG.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room left for “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no folder “{folder}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You may not write into “{folder}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{kind} cannot hold {width} by {height} pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library was damaged; it was kept as “{name}”, and a new one was begun.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room left to remember this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space on the disk and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that its disk is still there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder, or allow writing there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library is in use by another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start Fitting Room again: it will set the file aside and begin a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library was written by a newer version of Fitting Room.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the newest version to open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs that use it, or rename it yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” could not be read or written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You may not write into “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library “{name}” is damaged and could not be set aside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder “{name}” could not be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it in a photo program, save it again and try that file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture of the back cannot be used. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a smaller picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is no file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is too little memory for this picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it smaller first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong while this picture was read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try another picture of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” stopped the program each time it was read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New garment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” could not be read ({reason}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space, or allow writing there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mirror stopped working.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is starting again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take a photo with another program and open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every file of “{model}” is as it was published.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{file}” of “{model}” is missing or damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{file}” of “{model}” was fetched again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This look was made by a newer version of Fitting Room.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The description of this look is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the outfit together again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs or use a smaller one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong inside the fitting room.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again, or try another picture.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stages</name>
    <message>
        <source>Opening the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at the garment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding the person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marking what will change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring the body</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uncovering what lies beneath</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fitting the garment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Putting it on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Painting the clothes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finishing the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bringing in garments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setting the lookbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloading the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copying the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>wardrobe</name>
    <message>
        <source>Tops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bottoms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bottoms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>black</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>white</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>grey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>beige</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>brown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>red</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>orange</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yellow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>green</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>purple</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pink</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>multicoloured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Short</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thigh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Knee</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ankle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unnamed picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{colour} {kind}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>favourite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>worn</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
